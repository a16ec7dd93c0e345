import { spawnSync } from 'node:child_process'

/** What a shell reads, lists or changes of what it is given the names of; `environ` and `signal` for processes. */
const attempts = `
for f do
  case $f in
    /*) if [ -d "$f" ]; then [ -r "$f" ] && echo "list $f"
        else { true < "$f"; } 2>/dev/null && echo "read $f"; fi
        [ -w "$f" ] && echo "write $f";;
    *) { true < "/proc/$f/environ"; } 2>/dev/null && echo "environ $f"
       { true < "/proc/$f/maps"; } 2>/dev/null && echo "memory $f"
       ls "/proc/$f/fd" >/dev/null 2>&1 && echo "files $f"
       kill -0 "$f" 2>/dev/null && echo "signal $f";;
  esac
done
true`

/** Everything that a user of this id gets at, of files by their paths and of processes by their ids. */
export function tryAs(uid: number, gid: number, targets: string[]): string[] {
  const args = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', 'sh', '-c', attempts, 'sh', ...targets]
  const { stdout, stderr, status } = spawnSync('setpriv', args, { cwd: '/', encoding: 'utf8', maxBuffer: 100_000_000 })
  if (status !== 0) throw new Error(`setpriv as ${uid} failed: ${stderr}`)
  return stdout.split('\n').filter(Boolean)
}
