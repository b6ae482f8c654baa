import { Usage } from "./usage";

export const help = `assay completion bash|zsh|fish [--json]   words for the shell to complete

Exit codes: 0 done, 2 wrong usage.

  source <(assay completion bash)
  assay completion zsh > ~/.zfunc/_assay
  assay completion fish > ~/.config/fish/completions/assay.fish`;

/** Commands with the flags that their help names; the shell's script is made from the same words that people read. */
export async function run(args: string[]): Promise<number> {
  const [shell, ...rest] = args.filter((each) => each !== "--json");
  if (rest.length > 0 || shell === undefined || !(shell in SHELLS))
    throw new Usage("completion takes bash, zsh or fish.");
  const { commandHelps } = await import("./main");
  const script = SHELLS[shell as keyof typeof SHELLS](wordsOf(await commandHelps()));
  console.log(args.includes("--json") ? JSON.stringify({ shell, script }) : script);
  return 0;
}

type Words = Readonly<Record<string, readonly string[]>>;

const wordsOf = (helps: Readonly<Record<string, string>>): Words =>
  Object.fromEntries(
    Object.entries(helps).map(([name, text]) => [
      name,
      [...new Set(["--json", "--help", ...(text.match(/--[a-z][a-z-]*/g) ?? [])])].toSorted(),
    ]),
  );

const SHELLS = {
  bash: (words: Words) => `_assay() {
  local word=\${COMP_WORDS[COMP_CWORD]}
  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "${Object.keys(words).join(" ")}" -- "$word")); return; fi
  case "\${COMP_WORDS[1]}" in
${Object.entries(words)
  .map(
    ([name, flags]) =>
      `    ${name}) COMPREPLY=($(compgen -W "${flags.join(" ")}" -- "$word") $(compgen -f -- "$word")) ;;`,
  )
  .join("\n")}
  esac
}
complete -o filenames -F _assay assay`,
  zsh: (words: Words) => `#compdef assay
if (( CURRENT == 2 )); then compadd ${Object.keys(words).join(" ")}; return; fi
case "$words[2]" in
${Object.entries(words)
  .map(([name, flags]) => `  ${name}) compadd -- ${flags.join(" ")}; _files ;;`)
  .join("\n")}
esac`,
  fish: (words: Words) =>
    Object.entries(words)
      .flatMap(([name, flags]) => [
        `complete -c assay -n __fish_use_subcommand -a ${name}`,
        ...flags.map((flag) => `complete -c assay -n "__fish_seen_subcommand_from ${name}" -l ${flag.slice(2)}`),
      ])
      .join("\n"),
} as const;
