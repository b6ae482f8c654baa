"use client";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";
import { IconButton } from "@/lib/ui/icon-button";
import { Menu } from "@/lib/ui/menu";
import { Popover } from "@/lib/ui/popover";
import { Section } from "@/lib/ui/section";
import { Tooltip } from "@/lib/ui/tooltip";

export function FloatingSheet() {
  const [open, setOpen] = useState(false);
  return (
    <Section title="What floats">
      <div className="flex flex-wrap items-center gap-2">
        <Button kind="danger" onClick={() => setOpen(true)}>
          Close the bounty
        </Button>
        <Menu
          trigger={<Button icon="chevron">Menu</Button>}
          entries={[
            { kind: "words", key: "who", label: "0x7c3e…91af on the dev chain" },
            { kind: "link", key: "earnings", label: "Earnings", icon: "growth", href: "/earnings" },
            {
              kind: "act",
              key: "copy",
              label: "Copy address",
              icon: "copy",
              onSelect: () => toast.success("Address copied"),
            },
            { kind: "rule", key: "rule" },
            { kind: "act", key: "out", label: "Sign out", danger: true, onSelect: () => toast("Signed out") },
          ]}
        />
        <Popover label="What fineness means" trigger={<Button>What is fineness?</Button>}>
          <p className="max-w-[32ch] text-sm">Mean tempered certainty of the labels, in parts per thousand.</p>
        </Popover>
        <Tooltip words="Undo the last answer">
          <IconButton icon="undo" label="Undo" />
        </Tooltip>
        <Button
          onClick={() =>
            toast.error("The transaction was refused.", {
              description: "Nothing moved. Your wallet said: not enough gas.",
            })
          }
        >
          Toast
        </Button>
      </div>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Close the bounty?"
        says="No more answers are taken; 142.800 tUSD go to those who earned them and 69.360 tUSD come back to you in 7 days."
        actions={
          <>
            <Button kind="plain" onClick={() => setOpen(false)}>
              Keep it open
            </Button>
            <Button kind="danger" onClick={() => setOpen(false)}>
              Close it
            </Button>
          </>
        }
      />
    </Section>
  );
}
