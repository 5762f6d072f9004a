"use client";
// A part of a page that is loaded when it is needed, and may not come: the rest of the page, and what was typed, stays.
import { Component, type ReactNode, Suspense } from "react";

type LoadBoundaryProps = {
  children: ReactNode;
  /** False on the server and until React is here: a part that hydrates late would lose what is typed before. */
  isWanted: boolean;
  whileLoading: ReactNode;
  failed: ReactNode;
};

export class LoadBoundary extends Component<LoadBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (this.state.hasFailed) return this.props.failed;
    const { children, isWanted, whileLoading } = this.props;
    return isWanted ? <Suspense fallback={whileLoading}>{children}</Suspense> : whileLoading;
  }
}
