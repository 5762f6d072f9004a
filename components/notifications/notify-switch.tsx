"use client";
// Switches notifications about the end of awaited refunds on for this browser. Off by default.
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { type NotifyState, notifyState, switchNotify } from "./notifications";

export function NotifySwitch() {
  const t = useTranslations("account");
  const [state, setState] = useState<NotifyState | null>(null);
  useEffect(() => setState(notifyState()), []);
  const isOn = state === "on";
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-2">
      {(state === "on" || state === "off") && (
        <Button onPress={async () => setState(await switchNotify(!isOn))}>
          {t(isOn ? "notifyStop" : "notifyStart")}
        </Button>
      )}
      <p role="status" className="text-sm text-muted">
        {state !== null && t(`notifyIs.${state}`)}
      </p>
    </div>
  );
}
