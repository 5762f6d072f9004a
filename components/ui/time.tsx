import { useLocale } from "next-intl";
import { seoulTime, type TimeStyle } from "./seoul-time";

/** A time in Asia/Seoul; the exact one, with seconds, appears on hover. */
export function Time({
  at,
  style = "minute",
  className,
}: {
  at: string;
  style?: TimeStyle;
  className?: string;
}) {
  const locale = useLocale();
  return (
    <time dateTime={at} title={`${seoulTime(at, "second", locale)} KST`} className={className}>
      {seoulTime(at, style, locale)}
    </time>
  );
}
