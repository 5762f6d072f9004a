"use client";
// Says what was decided, although the request has left the list by then.
import { createContext, type ReactNode, useContext, useState } from "react";
import { Callout } from "@/components/ui/callout";

const NewsContext = createContext<((text: string) => void) | null>(null);

export function DecisionNews({ children }: { children: ReactNode }) {
  const [text, setText] = useState("");
  return (
    <NewsContext value={setText}>
      <div role="status" className="sticky top-9 z-20 mt-3 max-w-180 empty:hidden">
        {text !== "" && <Callout kind="success" title={text} />}
      </div>
      {children}
    </NewsContext>
  );
}

/** Returns the function that says it above the list, or null outside of a list. */
export function useDecisionNews(): ((text: string) => void) | null {
  return useContext(NewsContext);
}
