/** What cannot be rendered: says where in the JSON, what is wrong and what to do. Such a document is no plan either. */
export class RenditionError extends Error {
  override readonly name = "RenditionError";

  /**
   * @param where path in the document, such as `resource.aws_s3_bucket.logs.tags`, with the construct path where known
   * @param problem what stands there, and what should
   */
  constructor(
    readonly where: string,
    problem: string,
  ) {
    super(`${where}: ${problem}`);
  }
}
