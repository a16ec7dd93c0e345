import { Counter, type Registry } from 'prom-client'

export function watchLog(registry: Registry, countLost: () => number): void {
  new Counter({
    name: 'ramzban_log_lines_lost_total',
    help: 'Lines of the log that could not be written, or not kept until they could be',
    registers: [registry],
    collect() {
      this.reset()
      this.inc(countLost())
    },
  })
}
