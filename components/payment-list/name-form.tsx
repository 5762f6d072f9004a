"use client";
// Input for the name of a view, with its validation.
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { fieldBox } from "@/components/ui/field-style";
import { saveViewInput, viewNameErrors, viewNameLength } from "@/lib/domain/payment/saved-view";

type NameFormProps = {
  label: string;
  button: string;
  initial: string;
  isPending: boolean;
  /** Returns whether the name was accepted. */
  onName: (name: string) => Promise<boolean>;
  onCancel?: () => void;
  /** Further options, between the name and the button. */
  children?: ReactNode;
};

export function NameForm(props: NameFormProps) {
  const { label, button, initial, isPending, onName, onCancel, children } = props;
  const t = useTranslations("views");
  const common = useTranslations("common");
  const [typed, setTyped] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const isRename = onCancel !== undefined;
  useEffect(() => {
    if (isRename) box.current?.select();
  }, [isRename]);

  async function submit() {
    const read = saveViewInput.shape.name.safeParse(typed);
    if (read.success) {
      setProblem(null);
      if ((await onName(read.data)) && !isRename) setTyped("");
      return;
    }
    const code = viewNameErrors.find((known) => known === read.error.issues[0]?.message);
    setProblem(
      code === undefined
        ? common("entryError.invalid-input")
        : t(`error.${code}`, { max: String(viewNameLength.max) }),
    );
    box.current?.focus();
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      className="flex flex-col gap-2 py-1"
    >
      <Field label={label} problem={problem} isRequired>
        {(tied) => (
          <input
            {...tied}
            ref={box}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            className={`${fieldBox} h-9`}
          />
        )}
      </Field>
      {children}
      <div className="flex justify-end gap-1.5">
        {onCancel && (
          <Button size="sm" onPress={onCancel}>
            {t("cancel")}
          </Button>
        )}
        <Button
          type="submit"
          size="sm"
          variant="primary"
          isPending={isPending}
          pendingLabel={common("working")}
        >
          {button}
        </Button>
      </div>
    </form>
  );
}
