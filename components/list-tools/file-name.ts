import { seoulTime } from "@/components/ui/format-seoul-time";
import type { FileFormat } from "@/lib/domain/sheet";

/** Returns a name with the current time in Asia/Seoul, such as `refunds-20261130143000.xlsx`. */
export function exportFileName(name: string, format: FileFormat): string {
  const time = seoulTime(new Date().toISOString(), "sheet", "en").replaceAll(/\D/g, "");
  return `${name}-${time}.${format}`;
}
