import { type Code, i32, type Type, unsigned } from "./code.ts";

const VOID = 0x40;

/** A local variable: the code that reads it. */
export interface Local extends Code {
  readonly index: number;
}

/** Puts a function together, statement by statement. */
export class FunctionBuilder {
  readonly name: string;
  readonly params: readonly Type[];
  readonly results: readonly Type[];
  /** Functions of the same module that this one calls. */
  readonly callees = new Set<FunctionBuilder>();
  /** The index in the module that is being encoded. */
  readonly #index: number[] = [];
  readonly #locals: Type[] = [];
  #body: Code[] = [];

  constructor(name: string, params: readonly Type[], results: readonly Type[] = []) {
    this.name = name;
    this.params = params;
    this.results = results;
  }

  param(index: number): Local {
    return localAt(index);
  }

  /** All parameters, in their order. */
  arguments(): readonly Local[] {
    return this.params.map((_, index) => localAt(index));
  }

  /** A new variable, with a value or 0. */
  local(type: Type, value?: Code): Local {
    this.#locals.push(type);
    const local = localAt(this.params.length + this.#locals.length - 1);
    if (value !== undefined) this.set(local, value);
    return local;
  }

  set(local: Local, value: Code): void {
    this.add(value, [0x21, ...unsigned(local.index)]);
  }

  /** Adds code that leaves nothing on the stack, or at the end the result. */
  add(...code: Code[]): void {
    this.#body.push(code);
  }

  /** What another function of the module gives for these operands; no function calls itself. */
  call(callee: FunctionBuilder, ...operands: Code[]): Code {
    this.callees.add(callee);
    return [...operands, 0x10, callee.#index];
  }

  /** Tells the function its index in the module that is encoded next. */
  place(index: number): void {
    this.#index.splice(0, this.#index.length, ...unsigned(index));
  }

  /** Runs `body` once, then again as long as the condition that it gives holds. */
  repeatWhile(body: () => Code): void {
    const [inner, again] = this.#collect(body);
    this.add([0x03, VOID], inner, again, [0x0d, 0x00, 0x0b]);
  }

  /** Runs `body` over addresses from `start` on, `step` bytes apart, below `end`: a variable of the body. */
  forAddresses(start: Code, end: Code, step: number, body: (address: Local) => void): void {
    const at = this.local(0x7f, start);
    this.when(i32.ltU(at, end), () => {
      this.repeatWhile(() => {
        body(at);
        this.set(at, i32.add(at, i32.const(step)));
        return i32.ltU(at, end);
      });
    });
  }

  when(condition: Code, body: () => void): void {
    const [inner] = this.#collect(body);
    this.add(condition, [0x04, VOID], inner, [0x0b]);
  }

  return(...value: Code[]): void {
    this.add(...value, [0x0f]);
  }

  /** The function's body as the code section holds it. */
  encode(): Uint8Array {
    const locals = this.#locals.flatMap((type) => [1, type]);
    return flatten([...unsigned(this.#locals.length), ...locals, this.#body, 0x0b]);
  }

  #collect<T>(body: () => T): [Code, T] {
    const outer = this.#body;
    this.#body = [];
    const result = body();
    const inner = this.#body;
    this.#body = outer;
    return [inner, result];
  }
}

function localAt(index: number): Local {
  return Object.assign([0x20, ...unsigned(index)], { index });
}

/** Nested code as bytes. */
export function flatten(code: Code): Uint8Array {
  let bytes = new Uint8Array(1024);
  let length = 0;
  const write = (part: Code): void => {
    for (const item of part) {
      if (typeof item !== "number") write(item);
      else {
        if (length === bytes.length) {
          const longer = new Uint8Array(2 * length);
          longer.set(bytes);
          bytes = longer;
        }
        bytes[length++] = item;
      }
    }
  };
  write(code);
  return bytes.slice(0, length);
}
