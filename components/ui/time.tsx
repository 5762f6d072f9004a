import { useLocale } from "next-intl";
import { Ago } from "./ago";
import { seoulTime, type TimeStyle } from "./format-seoul-time";

type TimeProps = { at: string; style?: TimeStyle; className?: string };

/**
 * Shows a time in Asia/Seoul; the exact time with seconds appears on hover. The styles that people skim (`short`, `minute`)
 * show a time of the last day as an age.
 */
export function Time({ at, style = "minute", className }: TimeProps) {
  const locale = useLocale();
  const exact = `${seoulTime(at, "second", locale)} KST`;
  const written = seoulTime(at, style, locale);
  if (style === "short" || style === "minute")
    return <Ago at={at} now={Date.now()} written={written} exact={exact} className={className} />;
  return (
    <time dateTime={at} title={exact} className={className}>
      {written}
    </time>
  );
}
