"use client";
// Choice of one among many options by typing. The parent searches; this component shows the found options in groups.
// react-aria's ComboBox handles the keyboard, the input method and the screen reader.
import { ChevronDown } from "lucide-react";
import { type Ref, type RefObject, use, useEffect, useRef } from "react";
import { Button } from "react-aria-components/Button";
import { Collection } from "react-aria-components/Collection";
import { ComboBox, ComboBoxStateContext } from "react-aria-components/ComboBox";
import { FieldError } from "react-aria-components/FieldError";
import { Header } from "react-aria-components/Header";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem, ListBoxSection } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { classes } from "./classes";
import { fieldBox, fieldError, fieldHint, fieldLabel } from "./field-style";

type SearchOption = { key: string; label: string };
export type SearchGroup = { key: string; title: string; options: readonly SearchOption[] };

type SearchSelectProps = {
  name: string;
  label: string;
  hint?: string;
  placeholder?: string;
  text: string;
  onText: (text: string) => void;
  groups: readonly SearchGroup[];
  selected: string | null;
  /** Also called with the current selection when the person leaves: the box should then show that option again. */
  onSelect: (key: string | null) => void;
  onBlur: () => void;
  /** Option that Enter takes while no option is focused: the best match; null without a search. */
  first: string | null;
  nothingFound: string;
  openLabel: string;
  problem: string | null;
  inputRef: Ref<HTMLInputElement>;
};

export function SearchSelect(props: SearchSelectProps) {
  const { groups, selected, problem, hint } = props;
  const hasTaken = useRef(false);
  return (
    <ComboBox
      className="flex flex-col gap-1.5"
      name={props.name}
      formValue="key"
      items={groups}
      inputValue={props.text}
      onInputChange={props.onText}
      selectedKey={selected}
      onSelectionChange={(key) => props.onSelect(key === null ? null : String(key))}
      onBlur={props.onBlur}
      onOpenChange={(isOpen, trigger) => {
        if (isOpen && trigger === "manual") hasTaken.current = false;
      }}
      menuTrigger="input"
      allowsEmptyCollection
      isRequired
      isInvalid={problem !== null}
      validationBehavior="aria"
    >
      <Label className={fieldLabel}>{props.label}</Label>
      <span className="relative block">
        <SearchBox
          placeholder={props.placeholder}
          inputRef={props.inputRef}
          first={props.first}
          hasTaken={hasTaken}
          onSelect={props.onSelect}
        />
        <Button
          aria-label={props.openLabel}
          className="absolute inset-y-1 right-1 grid w-9 place-items-center rounded-sm text-muted hover:bg-sunken hover:text-ink"
        >
          <ChevronDown className="size-4" aria-hidden="true" />
        </Button>
      </span>
      {hint && (
        <Text slot="description" className={fieldHint}>
          {hint}
        </Text>
      )}
      <FieldError className={fieldError}>{problem}</FieldError>
      <Popover
        offset={4}
        className="w-(--trigger-width) overflow-hidden rounded-md bg-surface shadow-float outline-none"
      >
        <ListBox
          renderEmptyState={() => <p className="px-3 py-4 text-sm text-muted">{props.nothingFound}</p>}
          className="max-h-80 overflow-y-auto p-1 outline-none"
        >
          {(group: SearchGroup) => (
            <ListBoxSection id={group.key}>
              <Header className="px-2.5 pt-2.5 pb-1 text-xs font-semibold text-faint">{group.title}</Header>
              <Collection items={group.options}>
                {(option) => (
                  <ListBoxItem
                    id={option.key}
                    textValue={option.label}
                    className={({ isFocused, isSelected }) =>
                      classes(
                        "flex min-h-9 cursor-default items-center justify-between gap-3 rounded-sm px-2.5 outline-none",
                        isFocused && "bg-accent-soft",
                        isSelected && "font-semibold",
                      )
                    }
                  >
                    <Text slot="label">{option.label}</Text>
                  </ListBoxItem>
                )}
              </Collection>
            </ListBoxSection>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** Opens the whole list on a press on the box, which no trigger of the ComboBox does by itself. */
function SearchBox({ placeholder, inputRef, first, hasTaken, onSelect }: SearchBoxProps) {
  const state = use(ComboBoxStateContext);
  // The ComboBox opens its list for every new text, including the name of the option that was just taken.
  useEffect(() => {
    if (!hasTaken.current || !state?.isOpen) return;
    hasTaken.current = false;
    state.close();
  });
  return (
    <Input
      ref={inputRef}
      {...(placeholder === undefined ? {} : { placeholder })}
      spellCheck={false}
      autoComplete="off"
      onClick={() => state?.open(null, "manual")}
      onInput={() => {
        hasTaken.current = false;
      }}
      onKeyDownCapture={(event) => {
        // An Enter that ends a syllable of the input method chooses and submits nothing; the browser sends a second Enter.
        if (event.nativeEvent.isComposing) return event.stopPropagation();
        if (event.key !== "Enter" && event.key !== "Tab") return;
        if (state === null || first === null || state.selectionManager.focusedKey !== null) return;
        // On a closed list Tab only leaves. Enter still takes the option, because scrolling (a phone's keyboard appears)
        // closes the list.
        if (event.key === "Tab" && !state.isOpen) return;
        // Selects here instead of focusing the option: the ComboBox may not see the focus while its list is laid out.
        event.stopPropagation();
        if (event.key === "Enter") event.preventDefault();
        hasTaken.current = true;
        onSelect(first);
      }}
      className={classes(fieldBox, "h-10 pr-11")}
    />
  );
}

type SearchBoxProps = Pick<SearchSelectProps, "onSelect" | "first"> & {
  placeholder: string | undefined;
  /** Whether a key has just taken the option in the box, so that the list must be closed. */
  hasTaken: RefObject<boolean>;
  inputRef: Ref<HTMLInputElement>;
};
