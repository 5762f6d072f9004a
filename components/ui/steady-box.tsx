"use client";
import { type ReactNode, useLayoutEffect, useRef } from "react";

type SteadyBoxProps = {
  /** Names the content. Null while changes of the content are expected, as after a press. */
  of: string | null;
  className?: string;
  children: ReactNode;
};

/** Does not get lower when its content changes by itself, so that what follows does not move under a reader. */
export function SteadyBox({ of, className, children }: SteadyBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef<{ of: string | null; height: number }>({ of: null, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const { of: earlier, height } = before.current;
    if (of !== null && earlier !== null && of !== earlier) element.style.minHeight = `${height}px`;
    before.current = { of, height: element.offsetHeight };
  });
  return (
    <div ref={box} className={className}>
      {children}
    </div>
  );
}
