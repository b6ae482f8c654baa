// A recording's player stands where its steps lead, whatever the media makes of them and tells meanwhile.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AT_BEGINNING, heardAt, type Media, type Place, wantedAt } from "@/lib/task-types/sound-place";

const LENGTH_MS = 10_000;

/** A media element behind wavesurfer.js 8: a step asked for while it seeks waits, and the event of the first step drops it. */
class ForgetfulMedia {
  place: Place = AT_BEGINNING;
  private atMs = 0;
  private isSeeking = false;
  private waiting: number | null = null;
  private readonly events: ("seeking" | "seeked" | "canplay")[] = [];

  constructor(private readonly endsAtMs = LENGTH_MS) {}

  step(byMs: number): void {
    this.place = wantedAt(this.place.atMs + byMs, LENGTH_MS);
    this.send();
  }

  /** The next thing happens in the browser; false when nothing is left to happen. */
  next(): boolean {
    const event = this.events.shift();
    if (event === undefined && !this.isSeeking) return false;
    if (event === undefined) {
      this.isSeeking = false;
      this.events.push("seeked", "canplay");
    }
    if (event === "seeking") this.waiting = null;
    if (event === "canplay" && this.waiting !== null) this.seek(this.waiting);
    const media: Media = { atMs: this.atMs, isPlaying: false, isSeeking: this.isSeeking, isAble: !this.isSeeking };
    const heard = heardAt(this.place, media);
    this.place = heard.place;
    if (heard.send) this.send();
    return true;
  }

  get stands(): number {
    return this.atMs;
  }

  private send(): void {
    const ms = this.place.wantedMs ?? this.place.atMs;
    if (this.isSeeking) this.waiting = ms;
    else this.seek(ms);
  }

  private seek(ms: number): void {
    this.waiting = null;
    this.atMs = Math.min(ms, this.endsAtMs);
    this.isSeeking = true;
    this.events.push("seeking");
  }
}

describe("a recording's player", () => {
  test("default: three quick steps of a second lead three seconds on", () => {
    const media = new ForgetfulMedia();
    media.step(1_000);
    media.step(1_000);
    media.next();
    media.step(1_000);
    while (media.next());
    expect([media.place.atMs, media.place.wantedMs, media.stands]).toEqual([3_000, null, 3_000]);
  });

  test("property: it stands where all steps together lead, and the media comes after", () => {
    const acts = fc.array(fc.oneof(fc.constantFrom(-3_000, -1_000, -100, 100, 1_000), fc.constant(null)), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(acts, (steps) => {
        const media = new ForgetfulMedia();
        let asked = 0;
        for (const step of steps) {
          if (step === null) media.next();
          else {
            asked = Math.max(0, Math.min(LENGTH_MS, asked + step));
            media.step(step);
          }
          expect(media.place.atMs).toBe(asked);
        }
        while (media.next());
        expect([media.place.atMs, media.place.wantedMs, media.stands]).toEqual([asked, null, asked]);
      }),
      { numRuns: 100 },
    );
  });

  test("behavior: a file that ends before its head says is not asked for ever, and the place is then where it is", () => {
    const media = new ForgetfulMedia(2_000);
    media.step(9_000);
    let events = 0;
    while (media.next()) expect(++events).toBeLessThan(50);
    expect([media.place.atMs, media.place.wantedMs]).toEqual([2_000, null]);
  });

  test("behavior: while it plays the media leads, and a moment past the wanted one is there", () => {
    const playing = { isPlaying: true, isSeeking: false, isAble: true };
    const at = heardAt(AT_BEGINNING, { ...playing, atMs: 1_234 });
    expect(at).toMatchObject({ place: { atMs: 1_234, wantedMs: null }, send: false });
    const back = heardAt(wantedAt(500, LENGTH_MS), { ...playing, atMs: 1_600 });
    expect(back).toMatchObject({ place: { atMs: 500, wantedMs: 500 }, send: true });
    expect(heardAt(back.place, { ...playing, atMs: 700 })).toMatchObject({ place: { atMs: 700, wantedMs: null } });
  });
});
