import { useLocale } from "next-intl";
import { Ago } from "./ago";
import { seoulTime, type TimeStyle } from "./format-seoul-time";

type TimeProps = {
  at: string;
  style?: TimeStyle;
  /** Shows the time itself where people compare times, as in lists, and the age on hover. */
  isExact?: boolean;
  className?: string;
};

/**
 * Shows a time in Asia/Seoul; the exact time with seconds appears on hover. The styles that people skim (`short`, `minute`)
 * show a time of the last day as an age, unless `isExact`.
 */
export function Time({ at, style = "minute", isExact = false, className }: TimeProps) {
  const locale = useLocale();
  const exact = `${seoulTime(at, "second", locale)} KST`;
  const written = seoulTime(at, style, locale);
  if (style === "short" || style === "minute")
    return <Ago at={at} now={Date.now()} {...{ written, exact, isExact, className }} />;
  return (
    <time dateTime={at} title={exact} className={className}>
      {written}
    </time>
  );
}
