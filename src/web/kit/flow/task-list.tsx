import type { Children } from '../context.ts'
import { useKitText } from '../context.ts'
import { cls } from '../html.ts'
import { StatusTag } from './status.tsx'
import type { Tone } from './status.tsx'

export type TaskState = 'todo' | 'done' | 'not-needed' | 'waiting' | 'problem' | 'cannot-start'

const tones: Readonly<Record<TaskState, Tone>> = { todo: 'info', done: 'known', 'not-needed': 'neutral', waiting: 'neutral', problem: 'todo', 'cannot-start': 'neutral' }

export interface Task {
  readonly title: string
  readonly href?: string
  readonly hint?: Children
  readonly state: TaskState
  readonly stateText?: string
}

/** Parts of one piece of work; a part without `href` cannot be opened. */
export function TaskList(props: { tasks: readonly Task[]; label?: string }) {
  const say = useKitText()
  return (
    <ul class="tasks" aria-label={props.label}>
      {props.tasks.map((task) => (
        <li class="task">
          <div class="task-text">
            {task.href === undefined ? <span class="task-title">{task.title}</span> : <a class="task-title" href={task.href}>{task.title}</a>}
            {task.hint !== undefined && <div class="hint">{task.hint}</div>}
          </div>
          <StatusTag tone={tones[task.state]}>{task.stateText ?? say(`task.${task.state}`)}</StatusTag>
        </li>
      ))}
    </ul>
  )
}

export interface Answer {
  readonly label: string
  readonly value?: Children
  readonly changeHref?: string
  readonly note?: Children
  readonly f?: string
}

/** Question, answer, change. What was typed comes first: only that can be wrong. */
export function CheckAnswers(props: { title?: string; answers: readonly Answer[]; folded?: boolean; level?: 2 | 3 }) {
  const say = useKitText()
  const Heading = props.level === 3 ? 'h3' : 'h2'
  const list = (
    <dl class="answers">
      {props.answers.map((answer) => (
        <div class={cls('answer', answer.changeHref === undefined && 'answer-fixed')}>
          <dt>{answer.label}</dt>
          <dd class="answer-value">{answer.value ?? <span class="muted">{say('check.empty')}</span>}{answer.note !== undefined && <div class="hint">{answer.note}</div>}</dd>
          {answer.changeHref !== undefined && <dd class="answer-change"><a href={answer.changeHref}>{say('check.change')}<span class="sr-only"> {say('check.change-about', { label: answer.label })}</span></a></dd>}
        </div>
      ))}
    </dl>
  )
  if (props.folded && props.title !== undefined) return <details class="details details-box"><summary>{props.title}</summary><div class="details-body">{list}</div></details>
  return <section>{props.title !== undefined && <Heading>{props.title}</Heading>}{list}</section>
}
