/**
 * Sections that are declared and have no settings yet: a key in one of them is refused, so that nothing is accepted
 * and then ignored. Each gets a file of its own with the domain that reads it.
 */
import { z } from "zod";

const declared = (purpose: string) => z.strictObject({}).default({}).describe(`${purpose} No settings yet.`);

export const securitySchema = declared("Security Lake, Security Hub, Falco and the SIEM.");
export const alertsSchema = declared("Alert rules, objectives and on-call.");
export const automationSchema = declared("Signal bus, runbooks and backups.");
export const identitySchema = declared("IAM Identity Center: groups, permission sets and assignments.");
export const internalToolSchema = declared("The runbook console.");
export const deliverySchema = declared("Pipelines for Terraform, images, playbooks and functions.");
