import { useLocale } from "next-intl";
import { Ago } from "./ago";
import { seoulTime, type TimeStyle } from "./format-seoul-time";

type TimeProps = { at: string; style?: TimeStyle; className?: string };

/**
 * A time in Asia/Seoul; the exact one, with seconds, appears on hover. In the styles that people skim (`short`, `minute`) a
 * time of the last day is said by its age.
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
