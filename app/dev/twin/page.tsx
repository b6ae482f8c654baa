/** The referee's ONNX file in this browser, beside the kernel: to test any browser with; linked from nowhere. */
import type { Metadata } from "next";
import { TwinCheck } from "./twin-check";

export const metadata: Metadata = { title: "The referee as a file", robots: { index: false } };

export default function TwinPage() {
  return <TwinCheck />;
}
