/**
 * The bill as CloudWatch estimates it, several times a day, if the payer has switched billing alerts on. It is told in
 * us-east-1 only, in dollars since the first of the month. In the payer's account it is the organisation's.
 */
import { gauge } from "../family";
import { cloudWatchFamily } from "./family";

export const billing = cloudWatchFamily({
  namespace: "AWS/Billing",
  source:
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html",
  metrics: {
    // CloudWatch has no unit for money; the dimension Currency says which it is.
    EstimatedCharges: gauge("USD", "Currency", "ServiceName", "LinkedAccount"),
  },
});
