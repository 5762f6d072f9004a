// Language and theme as plain forms, which work before and without JavaScript. The action sets the cookie.
import { Monitor, Moon, Sun } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";

export type Theme = "light" | "dark" | "system";
export type PreferenceActions = {
  theme: Theme;
  /** Reads `theme` from the form: light, dark or system. */
  setTheme: (form: FormData) => Promise<void>;
  /** Reads `locale` from the form: ko or en. */
  setLocale: (form: FormData) => Promise<void>;
};

const themeIcons: Record<Theme, typeof Sun> = { light: Sun, dark: Moon, system: Monitor };
const themes: readonly Theme[] = ["light", "dark", "system"];
const languages = { ko: "한국어", en: "English" } as const;

export function ThemeSwitch({ theme, setTheme }: Pick<PreferenceActions, "theme" | "setTheme">) {
  const t = useTranslations("shell");
  return (
    <form action={setTheme}>
      <Group label={t("theme")}>
        {themes.map((name) => {
          const Icon = themeIcons[name];
          return (
            <Option key={name} name="theme" value={name} isPressed={theme === name} label={t(name)}>
              <Icon className="size-4" aria-hidden="true" />
            </Option>
          );
        })}
      </Group>
    </form>
  );
}

export function LocaleSwitch({ setLocale }: Pick<PreferenceActions, "setLocale">) {
  const t = useTranslations("shell");
  const locale = useLocale();
  return (
    <form action={setLocale}>
      <Group label={t("language")}>
        {(["ko", "en"] as const).map((name) => (
          <Option key={name} name="locale" value={name} isPressed={locale === name}>
            <span lang={name}>{languages[name]}</span>
          </Option>
        ))}
      </Group>
    </form>
  );
}

/** Switches single-character keys on and off (WCAG 2.1.4). */
export function KeysSwitch({
  isOff,
  setKeys,
}: {
  isOff: boolean;
  setKeys: (form: FormData) => Promise<void>;
}) {
  const t = useTranslations("account");
  return (
    <form action={setKeys} className="max-w-60">
      <Group label={t("keys")}>
        <Option name="keys" value="on" isPressed={!isOff}>
          {t("keysOn")}
        </Option>
        <Option name="keys" value="off" isPressed={isOff}>
          {t("keysOff")}
        </Option>
      </Group>
    </form>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="grid auto-cols-fr grid-flow-col gap-0.5 rounded-md bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {children}
    </fieldset>
  );
}

type OptionProps = { name: string; value: string; isPressed: boolean; label?: string; children: ReactNode };

function Option({ name, value, isPressed, label, children }: OptionProps) {
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-pressed={isPressed}
      aria-label={label}
      title={label}
      className={`grid min-h-8 place-items-center rounded-sm px-2 text-xs ${isPressed ? "bg-raised font-semibold text-ink shadow-pop" : "text-muted hover:text-ink"}`}
    >
      {children}
    </button>
  );
}
