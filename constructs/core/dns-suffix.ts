/** Domain below which AWS's services answer in a partition, as in `kms:ViaService` and in addresses. */
export function dnsSuffix(partition: string): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
