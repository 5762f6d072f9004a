import { searchForm } from "../payment/search-text";
import { cleanName } from "../text-input";

const longestText = 2_000;

/** Returns the text in which a search of the audit finds an entry: each text and number of it on a line of its own. */
export function auditSearchText(entry: {
  actorName: string;
  actorRoleName: string | null;
  address: string | null;
  subject: string;
  paymentId: string | null;
  detail: unknown;
}): string {
  const { actorName, actorRoleName, address, subject, paymentId, detail } = entry;
  const texts = [actorName, actorRoleName, address, subject, paymentId, ...textsIn(detail)];
  return texts
    .flatMap((text) => (text ? [searchForm(cleanName(text.slice(0, longestText)))] : []))
    .join("\n");
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
