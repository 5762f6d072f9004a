import type { ReactNode } from "react";

type CardProps = {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  id?: string;
};

export function Card({ title, aside, children, className = "", id }: CardProps) {
  return (
    <section
      aria-labelledby={title && id ? id : undefined}
      className={`rounded-lg border border-line bg-surface shadow-card ${className}`}
    >
      {title && (
        <header className="flex items-center justify-between gap-3 px-5 pt-4">
          <h2 id={id} className="font-bold">
            {title}
          </h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}
