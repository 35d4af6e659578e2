/* The one name that our scripts put into a page, what each gives the others there, and the data that the site gives them.
   A capital: a heading "S3" makes an element with the id "s3", which a browser would take for a variable of that name. */

/* Snowball's, in a script that Sphinx brings along */
declare const EnglishStemmer: new () => { stemWord(word: string): string };

interface S3 {
  /* s3-dom.js */
  dom: {
    element<K extends keyof HTMLElementTagNameMap>(
      tag: K, properties?: Record<string, unknown>, ...children: (Node | string)[]
    ): HTMLElementTagNameMap[K];
    fill(text: string, details: Record<string, unknown>): string;
    soon(work: () => unknown): void;
    renewed(place: HTMLElement): void;
    withNodes(text: string, name: string, nodes: (Node | string)[]): (Node | string)[];
  };

  /* the search: data from s3ext/core/search, scripts of the language, then s3-words.js … s3-search.js */
  language: Language;
  searchIndex?: SearchIndex;
  /* the versions of the script and of the language that it is made for, and that of the language that is here */
  searchMade?: string;
  searchLanguage?: string;
  languageMade?: string;
  searchText: (doc: string, parts: SectionAsSent[]) => void;
  searchPart: (kind: string, number: number, version: string, part: any) => void;
  searchCards: (number: number, version: string, cards: Record<string, Card[]>) => void;
  words: { words(text: string): Word[]; key(word: string): string; fold(word: string): string; respelt(word: string, spellings: [string, string][]): string };
  Vocabulary: new (data: { words: string; stop: string[]; unmarked?: Record<string, string>; proper?: string; rare?: [string, number][] }, sizes?: number[]) => Vocabulary;
  distance(a: string, b: string, most: number): number;
  Lists: new (data: SearchIndex) => Lists;
  unpackList(text: string, scale: number, end?: number): WeighedPages;
  unpackPlaces(text: string): number[];
  Pages: new (data: SearchIndex) => Pages;
  parseQuery(query: string, vocabulary: Vocabulary): { tokens: Token[]; phrases: string[][]; asks: string };
  Names: new (synonyms: string[][], vocabulary: Vocabulary) => Names;
  Reading: new (vocabulary: Vocabulary, names: Names, sizes: number[]) => Reading;
  Sentences: new (data: SearchIndex, vocabulary: Vocabulary, lists: Lists) => Sentences;
  scores: {
    addTo(all: Scores, found: Scores, weight?: number): Scores;
    addList(all: Scores, list: WeighedPages, weight: number): Scores;
    addBest(all: Scores, list: WeighedPages, weight: number): Scores;
    manyIn(found: Scores): number;
    mostIn(found: Scores): number;
  };
  Tally: { new (count: number): Tally; covering(bits: number, weights: number[]): number };
  Engine: new (data: SearchIndex) => Engine;
  Scripts: new (root: string) => Scripts;
  Parts: new (data: SearchIndex, engine: Engine, scripts: Scripts) => Parts;
  Excerpts: new (engine: Engine, scripts: Scripts, parts: Parts) => Excerpts;
  Cards: new (data: SearchIndex, pages: Pages, scripts: Scripts, root: string) => Cards;
  Hits: new (data: SearchIndex, excerpts: Excerpts, engine: Engine, root: string, editors: string) => Hits;
  SearchState: new (data: SearchIndex, pages: Pages) => {
    read(query: URLSearchParams): void;
    address(): string;
    among<T extends { page: number }>(all: T[], strong: number): { base: T[]; shown: T[]; many: number; help: number; isHelp: boolean };
  };

  /* s3-finder.js, for the search and every list to choose from */
  finder: {
    Chosen: new (facets: FinderFacet[]) => Chosen;
    Panels: new (place: HTMLElement, facets: FinderFacet[], texts: Record<string, string>, more: HTMLElement[]) => Panels;
    Bar: new (finder: Element, texts: Record<string, string>, clear: () => void) => Bar;
    countValues(items: { values: number[][] }[], facets: FinderFacet[], sets: Set<number>[]): number[][];
    largest(numbers: number[], many: number): Set<number>;
    unfold(bar: Bar, panels: Panels, list: HTMLElement): void;
  };

  /* s3-news.js */
  news: {
    arrange(rows: NewsRow[], since: string, many: number): {
      found: NewsEntry[]; groups: Map<number, NewsEntry[]>; days: NewsDay[];
    };
  };

  /* s3-catalogue.js: what it chooses among stands in the page, from s3ext/core/views/finder_html.py */
  catalogue: {
    fold(text: string): string;
    inPeriod(item: { from: number | null; to: number | null }, years: { from: string; to: string }): boolean;
    CatalogueState: new (facets: FinderFacet[]) => { read(query: URLSearchParams): void; address(): string };
  };

  /* one's own record: data from s3ext/core/views/own_record.py, then s3-own.js */
  ownData?: OwnData;
  ownMade?: string;
  likeness?: { mark(row: Element): number };

  /* a programme fitted to a day: data in the page, from s3ext/core/views/amounts.py */
  planner: {
    clock(minutes: number): string;
    minutesOf(text: string): number;
    total(amount: [number, string], people: number, seats: number | null): number | null;
    summary(data: PlannerData, start: number, people: number): string;
  };

  /* s3-room.js: the same for the room */
  room?: { length(time: number): string; open(data: PlannerData, start: number): void };

  /* the form: data from s3ext/core/schema/form.py, then s3-form-*.js */
  formData?: FormInput;
  formMade?: string;
  markdownBlocks(text: string, directives: Record<string, Directive>, group: string): Block[];
  FormTags: new (rules: TagRules) => FormTags;
  FormText: new (rules: TextRules) => FormText;
  FormRules: new (data: FormInput) => FormRules;
  formValues: {
    characters(text: string): number;
    isReversed(start: string, end: string): boolean;
    mustBeFilled(field: Field): boolean;
    repeated(values: string[]): string | undefined;
  };
  formYaml: {
    scalar(field: Field, value: string, reserved: string[]): string;
    fieldLines(field: Field, value: any, reserved: string[]): string[];
    dayOf(date: Date): string;
    pageText(head: string[], title: string, sections: { heading: string; text: string }[]): string;
    hostAddress(
      host: { new: string; name: string; text: string }, longest: number, path: { folder: string; name: string }, text: string
    ): { href: string; whole: boolean };
  };
  zip(files: { path: string; text: string }[]): Uint8Array<ArrayBuffer>[];
  form: {
    element<K extends keyof HTMLElementTagNameMap>(
      tag: K, properties?: Record<string, unknown>, ...children: (Node | string)[]
    ): HTMLElementTagNameMap[K];
    newId(): string;
    labelled(
      data: FormInput, field: Field, control: FormControl, extra?: string[]
    ): { box: HTMLElement; place: Place; hint: HTMLElement };
    group(data: FormInput, field: Field, ...children: HTMLElement[]): { set: HTMLFieldSetElement; place: Place };
    choicesOf(data: FormInput, field: Field, form: PageForm): Choice[];
    TextControl: new (kit: FormKit, field: Field) => TextControl;
    SelectControl: new (kit: FormKit, field: Field, form: PageForm) => Control;
    BoxesControl: new (kit: FormKit, field: Field, form: PageForm) => Control;
    make(kit: FormKit, field: Field, form: PageForm): Control;
  };
  formChecks: {
    ruleProblems(values: Record<string, any>, joined: Joined[]): [string, string, Record<string, unknown>][];
    sourceProblems(ids: string[], used: Set<string>, isId: (id: string) => boolean): [number, string, string][];
    sourcesIn(value: unknown, name?: string): string[];
  };
  PageForm: new (kit: FormKit, kind: string, forms: PageForm[]) => PageForm;
  FormFiles: new (data: FormInput, forms: PageForm[], ready: () => boolean, isFaulty: () => boolean) => FormFiles;
  Draft: new (
    words: Record<string, string>, save: () => unknown, load: (kept: Record<string, KeptPage>) => void
  ) => Draft;
  formOpen: {
    asKept(field: Field, value: any): any;
    openButton(data: FormInput, form: PageForm, load: (values: KeptPage) => void): HTMLElement;
    readBody(rows: string[], sections: Outline[], fields: string[]): { title: string; texts: string[] };
    readFile(text: string, name: string, spec: PageSpec, data: FormInput): OpenedFile;
    split(text: string): { header: string; body: string[] } | null;
  };
  formLink: {
    readLink(query: URLSearchParams, data: FormInput, form: PageForm): FilledIn;
    linkNotice(words: Record<string, string>, told: string[]): HTMLElement;
  };
}

interface Window {
  S3: S3;
  trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): string } };
  /* a library that we publish */
  jsyaml: { load(text: string, options: object): any; FAILSAFE_SCHEMA: object };
}

/* a script of Sphinx's */
declare const SphinxHighlight: { hideSearchWords(): void };

/* -- the search --------------------------------------------------------------------------------------- */

/* from s3ext/core/language.py; *stem* and what *data* holds are of the language's own scripts */
interface Language {
  folded: Record<string, string>;
  compounds: { linking: string[]; changed: Record<string, string> } | null;
  typed: [string, string][];
  alike: [string, string][];
  endings: string[];
  asking?: Record<string, string[]>;
  data: any;
  stem?(word: string): string;
}
interface SearchIndex {
  words: string;
  stop: string[];
  unmarked: Record<string, string>;
  proper: string;
  sizes: string;
  synonyms: string[][];
  /* in a small library the lists of pages, of words and of synonym sets; in a larger one where each of their pieces begins */
  lists?: string;
  sets?: string;
  firsts?: number[];
  /* of each piece of the rare words the first letters and how many they are */
  rare?: [string, number][];
  spread?: number;
  /* by kind the versions of the parts */
  parts?: Record<string, string[]>;
  aside: string[];
  who: number[];
  cards: [string, string][];
  /* how many pages there are, and how many a part has */
  count: number;
  size?: number;
  values: string[];
  help: string;
  records?: PageRecord[];
  order?: { order: number[]; years: string };
  sentences?: string;
  facets: FinderFacet[];
  texts: Record<string, string>;
}
/* what a row says of a page, and where its text is */
interface PageRecord { doc: string; url?: string; title: string; meta?: string; period?: string; version: string }
/* pages, each with its score */
interface WeighedPages { pages: number[]; scores: number[] }
interface Word { word: string; start: number; end: number }
/* a word of a query; `begins` is what all its forms begin with, `isAside` that it only moves what the others find */
interface Token { word: string; bare: string; key: string; begins: string; stop: boolean; hasCapital: boolean; isAside: boolean }
/* `word` was read as `as`: as a word near it, the first part of it, a part that is known, or a name that has it */
interface SearchNote { kind: string; word: string; as: string[] }
/* from s3ext/core/search/cards.py; addresses are relative to the front page */
interface Card {
  kind: string;
  title: string;
  url: string;
  text?: string;
  names?: string[];
  langs?: Record<string, string>;
  textLang?: string;
  within?: string[];
  parts?: [string, string][];
  lists?: [string, string][];
  beside?: [string, string][];
  term?: number;
}
interface FoundName { synonyms: number[]; places: number[]; started?: boolean }
/* by the number of the page, 0 for none */
type Scores = Float64Array;
interface WordMarks { stems: Set<string>; starts: string[]; inside: string[] }
interface Marks extends WordMarks { names: Set<string> }
interface FoundWord { found: Scores; many: number; marks: WordMarks; inTitle: Scores }
interface SearchResult {
  missing: string[];
  hits?: { page: number; score: number }[];
  strong?: number;
  phrases?: string[][];
  marks?: Marks;
  notes?: SearchNote[];
  unknown?: string[];
  names?: FoundName[];
  tokens?: Token[];
  who?: boolean;
}
interface WordText { first: number; many: number; every: string; beginningWith(text: string): number[]; holding(text: string): number[] }
interface Vocabulary {
  leads: string[];
  folded: string[];
  stems: string[];
  stop: Set<string>;
  proper: Set<number>;
  placeOf: Map<string, number>;
  texts: Map<number, WordText>;
  add(piece: number, first: number, words: string, unmarked: Record<string, string>): void;
  pieceFor(bare: string): number | undefined;
  isStop(word: string): boolean;
  placesOf(word: string): { own: number | undefined; others: number[] };
  beginningWith(text: string): number[];
  holding(text: string): number[];
  has(word: string): boolean;
  nearWords(word: string, most: number): number[];
  partsOf(word: string, near?: (part: string) => number | undefined): { size: number; first: number; tail: number } | null;
  beginningOf(word: string): number | undefined;
  endOf(word: string): number | undefined;
}
interface Names {
  synonymsOf: Map<string, number[]>;
  joined: Map<string, string>;
  keysOf(token: Token): string[];
  synonymsFor(keys: string[][]): number[] | null;
  has(token: Token): boolean;
  withPart(token: Token): Map<number, number>;
  in(tokens: Token[]): FoundName[];
}
interface Reading { read(token: Token): { tokens: Token[]; note: SearchNote | null }; canRead(tokens: Token[], missing: Set<string>): boolean }
interface Sentences {
  answering(tokens: Token[], names: FoundName[], placesFor: (token: Token) => number[]): Map<number, number>;
  give(lengths: string): void;
}
interface Pages {
  count: number;
  items: { values: number[][]; isHelp: boolean }[];
  parts: Map<number, PageRecord[]>;
  order: number[] | undefined;
  years: string[];
  record(page: number): PageRecord | undefined;
  lacking(pages: number[]): string[];
  giveOrder(given: { order: number[]; years: string }): void;
}
interface Lists {
  missing: Set<string>;
  sizes: number[];
  words: number;
  rarity(size: number): number;
  pagesAt(at: number): WeighedPages;
  sentencesOf(at: number): number[];
  titlesOf(at: number): number[];
  inFewPieces(places: number[]): number[];
  give(name: string, text: string): number;
}
interface Tally {
  scores: Scores;
  covered: Uint32Array;
  marks: Marks;
  unknown: string[];
  note(found: Scores, places: number[]): void;
  noteAside(found: Scores, weight: number): void;
  mark(marks: WordMarks): void;
}
interface Engine {
  pages: Pages;
  lists: Lists;
  search(query: string): SearchResult;
  suggest(query: string): string[];
  isMarked(word: string, marks: Marks, other?: boolean): boolean;
  give(kind: string, number: number, part: any): void;
}
/* from where to where a text is in another language than the page, and the code of that */
type ForeignRun = [number, number, string];
type SectionAsSent = [string, string, string, ForeignRun[]?];
interface Section { anchor: string; heading: Word[]; text: string; words: Word[]; foreign: ForeignRun[] }
interface Stretch { anchor: string; text: string; words: Word[]; foreign: ForeignRun[]; start: number }
interface Excerpt { anchor: string; pieces: { text: string; marked?: boolean; lang?: string }[] }
interface Scripts {
  root: string;
  waiting: Map<string, Promise<unknown>>;
  trusted: { createScriptURL(address: string): string } | undefined;
  load(address: string): Promise<unknown>;
}
/* the main names of what a query names, and the query as keys, with and without the small words around it */
interface Asked { names: string[]; runs: string[] }
interface Cards {
  element: HTMLElement;
  named(result: SearchResult): Asked;
  load(names: string[]): Promise<void>;
  show(asked: Asked): void;
}
interface Parts { isBroken: boolean; load(names: string[]): Promise<void> }
/* what is shown of the pages found */
interface ChosenHits { base: { page: number }[]; shown: { page: number }[]; many: number; help: number; isHelp: boolean }
interface Excerpts {
  scripts: Scripts;
  load(number: number): Promise<unknown>;
  has(number: number): boolean;
  excerpts(marks: Marks | null): (number: number) => Excerpt;
  holds(number: number, phrases: string[][]): boolean;
}
interface Hits {
  element: HTMLElement;
  list: HTMLElement;
  more: HTMLButtonElement;
  all: HTMLButtonElement;
  hold(): void;
  cards: Cards;
  first: Promise<void>;
  show(shown: { page: number }[], excerpt: (number: number) => Excerpt, typed: boolean): void;
  explain(result: SearchResult | null, many: number, state: { query: string; isNarrowed: boolean; isBroken: boolean; isHelp: boolean }): void;
}

/* -- a programme fitted to a day ---------------------------------------------------------------------- */

interface PlannerData {
  least: number;
  most: number;
  seats: number | null;
  days: number[];
  amounts: [number, string][];
  texts: Record<string, string>;
}

interface RoomPart { title: string; at: number; minutes: number; mode: string; script?: Element | null }

/* -- lists to choose from, and the preview ------------------------------------------------------------ */

/* each value with its label */
interface FinderFacet { name: string; label: string; values: [string, string][] }
/* `choice`: the text with what it is a choice of */
interface ChipData { text: string; choice: string; remove(): void }
interface Chosen {
  facets: FinderFacet[];
  sets: Set<number>[];
  many: number;
  read(query: URLSearchParams): void;
  write(query: URLSearchParams): void;
  fits(values: number[][]): boolean;
  clear(): void;
  chips(changed: () => void): ChipData[];
}
interface Panels {
  element: HTMLElement;
  skip: HTMLButtonElement;
  done: HTMLButtonElement;
  take(chosen: Chosen): void;
  reflect(chosen: Chosen, items: { values: number[][] }[]): void;
}
interface Bar {
  element: HTMLElement;
  toggle: HTMLButtonElement;
  tell(text: string): void;
  reflect(chips: ChipData[]): void;
}
interface CatalogueItem {
  row: HTMLElement;
  order: number;
  rank: number;
  values: number[][];
  from: number | null;
  to: number | null;
  text: string;
}

/* a column among others, by its head */
interface ColumnItem extends CatalogueItem {
  cells: HTMLElement[];
}

/* a change as s3ext/web/news.py writes it: title, what it is, its kind, address, group, the days of its making and review */
type NewsRow = [string, string, string, string, number, string, string];
interface NewsEntry {
  title: string;
  about: string;
  kind: string;
  address: string;
  group: number;
  isNew: boolean;
  day: string;
}
interface NewsDay {
  day: string;
  isNew: boolean;
  groups: Map<number, NewsEntry[]>;
}
interface NewsData {
  base: string;
  here: string;
  groups: string[];
  changes: NewsRow[];
  many: number;
  level: number;
  texts: Record<string, string>;
}

/* what the preview server says of a page */
interface News {
  building?: boolean;
  token?: string;
  moved?: string;
  line: string;
  all: string;
  list: string;
  failure: { title: string; text: string; more: string } | null;
}

/* -- the form ----------------------------------------------------------------------------------------- */

interface Field {
  name: string;
  kind: string;
  label: string;
  one?: string;
  hint?: string;
  required?: boolean;
  many?: boolean;
  min_length?: number;
  max_length?: number;
  minimum?: number;
  maximum?: number;
  least?: number;
  most?: number;
  pattern?: string;
  choices?: string;
  target?: string;
  fields?: Field[];
  rows?: number;
}
interface Choice { id: string; label: string }
interface Outline { heading: string; text: string }
/* a field, its value, the field that this asks for, and how many values of that */
type Joined = [string, string, string, number];
/* the folder of a page is below `folder`, named by the first value of `folder_field` if there is one */
interface PageSpec { folder: string; folder_field?: string; fields: Field[]; sections: Outline[] }
interface FormInput {
  forms: Record<string, PageSpec>;
  lists: Record<string, Choice[]>;
  records: Record<string, Choice[]>;
  problems: Record<string, string>;
  notes: string[];
  text_rules: TextRules;
  value_rules: { hidden: string; id: string; url: string; date: string; longest_id: number; reserved: string[]; joined: Joined[] };
  longest_address: number;
  words: Record<string, string>;
  form: Record<string, string>;
  of_case: string[];
  about: string[];
  telling: string[];
  national: string;
  in_text: Record<string, number>;
  host: { new: string; name: string; text: string; mailbox: string };
}
interface Directive { argument: boolean; titled: boolean; options: boolean; markdown: boolean }
interface TextRules {
  characters: { pattern: string; message: string }[];
  emoji: string;
  entities: Record<string, string>;
  html: string;
  breaks: string;
  tags: TagRules;
  named: string;
  roles: string[];
  spoken: string[];
  directives: Record<string, Directive>;
  boxes: Record<string, string>;
  languages: string[];
  alerts: string[];
  leftovers: { code: string; cause: string; pattern: string; places?: string[]; right?: [string, string]; addresses?: boolean }[];
  causes: Record<string, string>;
  longest_line: number;
  line_message: string;
}
/* a code of the check, and what its message needs */
type Problem = [string, Record<string, unknown>];
/* forms and names of tags, and how many of them may stand in each other */
interface TagRules { form: string; group: string; groups: string[]; containers: string[]; code: string[]; deepest: number }
/* a tag and its partner stand in the same `scope` */
interface Tag { name: string; words: string; ends: boolean; scope: number | string; paired?: boolean }
/* `at`: where in the text; `seen`: so many tags stand before it */
interface PlacedTag extends Tag { at: number; seen: number }
interface TagBlock extends Tag { kind: "tag" }
interface TextBlock { kind: "text"; text: string; where: string; scope: number }
interface FenceBlock { kind: "fence"; mark: string; info: string; closed: boolean; inner: boolean }
type Block = TextBlock | FenceBlock | TagBlock | { kind: "note"; label: string } | { kind: "heading"; level: number };
interface FormTags {
  rules: TagRules;
  form: RegExp;
  found: Tag[];
  take(tag: Tag): void;
  read(text: string, where: string, scope: number | string): string;
  isNew(parts: Record<string, string | undefined>): boolean;
  left(): string[];
}
interface FormText {
  odd(text: string): Problem[];
  look(text: string): { faults: Problem[]; cited: string[] };
}
interface FormRules {
  text: FormText;
  clean(text: string): string;
  line(text: string): string;
  section(text: string): string;
  slug(title: string): string;
  isId(text: string): boolean;
  isDate(text: string): boolean;
  problems(field: Field, value: string | string[]): Problem[];
}
interface FormKit { data: FormInput; rules: FormRules; update: () => void }
type FormControl = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | HTMLFieldSetElement;
interface Place {
  control: FormControl;
  label: string;
  message: HTMLElement;
  faults: string[];
  notes: string[];
  forget(): void;
  say(code: string, details?: Record<string, unknown>): void;
  sayAll(problems: Problem[]): void;
  show(): void;
  touch(): void;
}
/* what the page sees of each kind of control */
interface Control {
  element: HTMLElement;
  place: Place;
  read(): any;
  save(): unknown;
  load(kept: unknown): void;
  check(): void;
  places(): Place[];
  refresh?(): void;
}
interface TextControl extends Control {
  control: HTMLInputElement | HTMLTextAreaElement;
  text(): string;
  save(): string;
}
interface GroupControl extends Control { parts: Record<string, Control> }
interface RowsControl extends Control { rows: { item: Control }[] }
interface KeptPage {
  active?: boolean;
  title?: string;
  id?: string;
  items?: Record<string, unknown>;
  texts?: string[];
}
interface FilledIn { items: Record<string, any>; told: string[] }
interface OpenedFile { problem?: string; values?: KeptPage; lost?: string[] }
interface PageForm {
  kind: string;
  spec: PageSpec;
  isCase: boolean;
  active: boolean;
  title: TextControl;
  pageId: TextControl;
  items: Map<string, Control>;
  written: { control: TextControl }[];
  choose(chosen: boolean): void;
  brought(): (Choice & { kind: string })[];
  sources(): Choice[];
  freeSource(wanted: string, own: FormControl): string;
  item(): Choice & { kind: string };
  values(): Record<string, any>;
  places(): Place[];
  check(): void;
  refresh(): void;
  path(): { folder: string; name: string };
  text(): string;
  save(): KeptPage;
  load(kept: KeptPage): void;
}
interface FormFiles {
  data: FormInput;
  element: HTMLElement;
  isTaken: boolean;
  ready(): boolean;
  isFaulty(): boolean;
  howTo(): string;
  take(blob: Blob, name: string): void;
  refresh(): void;
}
interface Draft {
  release(): void;
  now(): boolean;
  keep(): void;
  notice(): HTMLElement | "";
}

/* by id the title and address; by id those like it, most alike first, and why; by address the ids that a page belongs to */
interface OwnData {
  names: Record<string, [string, string]>;
  near: Record<string, [string, string][]>;
  of: Record<string, string[]>;
  texts: Record<"choose" | "is" | "change" | "forget" | "ours" | "like" | "first", string>;
}
