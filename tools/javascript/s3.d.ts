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

  /* s3-selection.js, for lists whose pages can be printed */
  selection: {
    Selection: new (finder: Element, texts: Record<string, string>, start: string) => {
      reflect(chosen: S3Choice, ids: string[], chips: ChipData[]): void;
    };
    commandFor(start: string, chosen: S3Choice, ids: string[], title: string): string;
    filterOf(chosen: S3Choice): string;
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

  /* what reads pasted text and Word files: s3-import-*.js, loaded by s3-form-load.js */
  loadScript(name: "s3Yaml" | "s3Import" | "s3ImportData" | "s3Mammoth"): Promise<void>;
  loadImport(): Promise<unknown>;
  importHtml?: {
    isText(one: ImportSpan): boolean;
    readBlocks(root: Element): ImportContent;
    runs(spans: ImportSpan[], isSo: (one: ImportSpan) => boolean): ImportSpan[][];
    span(parts: Partial<ImportSpan>): ImportSpan;
    without(spans: ImportSpan[], length: number): ImportSpan[];
    wordsOf(spans: ImportSpan[]): string;
  };
  importText: { fold(text: string): string; hostOf(address: string): string };
  ImportText: new (data: FormInput) => ImportText;
  ImportShapes: new (text: ImportText, report: ImportReport) => { shape(content: ImportContent): ImportBlock[] };
  ImportReport: new () => ImportReport;
  ImportSources: new (
    content: ImportContent, options: { prefix: string; known: ImportSource[] }, text: ImportText, values: FormRules, report: ImportReport
  ) => {
    found: ImportSource[];
    ids: Map<string, string>;
    cite(key: string): string;
    parts(spans: ImportSpan[]): [string, string];
  };
  ImportListed: new (
    content: ImportContent, outline: ImportOutline, text: ImportText, report: ImportReport, fits: (words: string, name: string) => boolean,
    parts: (spans: ImportSpan[]) => [string, string]
  ) => { keys: string[]; takenFrom(blocks: ImportBlock[]): ImportBlock[] };
  ImportMarkdown: new (
    text: ImportText, cite: (key: string) => string, picture: (source: string, alt: string) => string, report: ImportReport
  ) => { blocks(blocks: ImportBlock[]): string[] };
  importPage: { pageOf(root: Element, options: ImportOptions, data: FormInput): ImportedPage };
  ForeignReader: new () => { read(html: string): Element; pictures: Map<string, Blob>; left: Set<string> };
  importDocx: {
    readDocx(bytes: Uint8Array<ArrayBuffer>, data: FormInput): Promise<ReadDocument>;
    unfinished(part: Document, headings: Set<string>): ImportUnfinished[];
  };

  importReport: {
    refusedOf(name: string, cause: string, data: FormInput): string;
    reportOf(lead: string, page: ImportedPage, data: FormInput, buttons: HTMLElement[]): HTMLElement;
    unfinishedOf(name: string, places: ImportUnfinished[], data: FormInput): HTMLElement;
  };
  importForm?: {
    openWord(file: File, form: PageForm, data: FormInput, load: (values: KeptPage) => () => void): Promise<{ text?: string; box?: HTMLElement }>;
    paste(html: string, area: HTMLTextAreaElement, heading: string, form: PageForm, data: FormInput): Promise<HTMLElement>;
  };
  pasteInto(area: HTMLTextAreaElement, heading: string, form: PageForm, data: FormInput): HTMLElement;

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
    escaped(text: string): string;
    hostAddress(
      host: { new: string; name: string; text: string }, longest: number, path: { folder: string; name: string }, text: string
    ): { href: string; whole: boolean };
  };
  zip(files: { path: string; text?: string; bytes?: Uint8Array<ArrayBuffer> }[]): Uint8Array<ArrayBuffer>[];
  form: {
    element<K extends keyof HTMLElementTagNameMap>(
      tag: K, properties?: Record<string, unknown>, ...children: (Node | string)[]
    ): HTMLElementTagNameMap[K];
    newId(): string;
    Place: new (data: FormInput, control: FormControl, label: string) => Place;
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
  formArchive: {
    Archive: new (bytes: Uint8Array<ArrayBuffer>, limits: { parts: number; unpacked: number }) => Archive;
    ArchiveError: new (cause: string, value?: string) => Error & { cause: string; value: string };
  };
  formMaterial?: {
    beforeArchive(bytes: Uint8Array): string;
    openOffice(bytes: Uint8Array<ArrayBuffer>, ending: string, rules: FileRules): Promise<Archive>;
    readMaterial(file: File, ending: string, rules: FileRules): Promise<{ file?: Blob; ending?: string; problem?: string }>;
  };
  formPicture: {
    bare(file: Blob, ending: string): Promise<Blob>;
    drawn(picture: ImageBitmap, side: number, kind: string): HTMLCanvasElement;
    kindOf(bytes: Uint8Array): string;
    readPicture(file: Blob, rules: FileRules): Promise<{ file?: Blob; ending?: string; problem?: string }>;
  };
  FileStore: new () => FileStore;
  forgetFiles(values: Record<string, KeptPage> | undefined): void;
  Attached: new (kit: FormKit, form: PageForm) => Attached;
  FormSend: new (files: FormFiles) => { element: HTMLElement; refresh(): void };
  PageForm: new (kit: FormKit, kind: string, forms: PageForm[]) => PageForm;
  FormFiles: new (data: FormInput, forms: PageForm[], ready: () => boolean, isFaulty: () => boolean) => FormFiles;
  Draft: new (
    words: Record<string, string>, save: () => unknown, load: (kept: Record<string, KeptPage>, step?: string) => void,
    told: (when: Date | null) => void
  ) => Draft;
  FormSteps: new (words: Record<string, string>, contents: StepContent[], shown: (id: string) => void) => FormSteps;
  FormLeft: new (words: Record<string, string>, steps: FormSteps) => FormLeft;
  FormDrawing: new (data: FormInput, page: DrawnPage) => FormDrawing;
  DrawnPage: new (data: FormInput, form: PageForm) => DrawnPage & { draw(): HTMLElement };
  FormPreview: new (data: FormInput, form: PageForm) => FormPreview;
  formOpen: {
    asKept(field: Field, value: any): any;
    openButton(data: FormInput, form: PageForm, load: (values: KeptPage) => () => void): HTMLElement;
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
  /* libraries that we publish */
  mammoth: {
    images: { imgElement(picture: (image: any) => Promise<{ src: string }>): unknown };
    convertToHtml(input: { arrayBuffer: ArrayBuffer }, options: object): Promise<{ value: string }>;
  };
  markdownit(preset: string, options: object): MarkdownParser;
  markdownitDeflist?: unknown;
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
/* what narrows a list: the values chosen in each facet that has some, years, and words */
interface S3Choice { facets: { name: string; values: string[] }[]; from: string; to: string; words: string }
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
interface PageSpec { folder: string; folder_field?: string; groups: Record<string, string>; fields: Field[]; sections: Outline[] }
/* from s3ext/core/schema/form_preview.py; `boxes` by name their titles */
interface AnswerRow { name: string; label: string; none: string; best: string; linked: string }
interface PreviewInput {
  sheet: { path: string; labels: string[]; each: boolean; empty: string }[];
  answer: AnswerRow[];
  in_text: Record<string, { grouped: string; takes: string[] }>;
  words: Record<string, string>;
  boxes: Record<string, string>;
  /* what opens and closes a quotation, and one within it */
  quotes: string;
  editors: string;
}
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
  preview: PreviewInput;
  of_case: string[];
  about: string[];
  telling: string[];
  national: string;
  in_text: Record<string, number>;
  host: { new: string; upload: string; name: string; text: string; mailbox: string };
  file_rules: FileRules;
  import_rules: ImportRules;
  /* by kind of page; the words of the import's report */
  import_outlines: Record<string, ImportOutline>;
  import_words: Record<string, string>;
}
/* from s3ext/core/importing/script.py */
interface ImportRules {
  patterns: Record<string, [string, string]>;
  hyphens: Record<string, string>;
  signs: Record<string, string>;
  encoded: Record<string, string>;
  after_address: string;
  note_edges: string;
  common_hosts: string[];
  one_in: number;
  shortest_near: number;
  styles: string;
  longest_heading: number;
  deepest_heading: number;
  deepest_list: number;
  longest_line: number;
  longest_role: number;
  wrapped: number;
  most_cells: number;
  most_characters: number;
  most_bytes: number;
  most_xml: number;
  most_elements: number;
  longest_title: number;
  longest_url: number;
}
/* a document between its HTML and the Markdown of a page: as s3ext/core/importing/blocks.py has it */
interface ImportSpan { text: string; strong: boolean; em: boolean; place: string; href: string; note: string; picture: string; isBreak: boolean }
interface ImportHeading { kind: "heading"; level: number; spans: ImportSpan[]; isTitle: boolean; isFaked: boolean }
interface ImportParagraph { kind: "paragraph"; spans: ImportSpan[]; style: string }
interface ImportList { kind: "list"; numbered: boolean; items: ImportBlock[][]; start: number }
interface ImportCell { paragraphs: ImportSpan[][]; columns: number; rows: number }
interface ImportTable { kind: "table"; rows: ImportCell[][]; heads: number }
type ImportBlock = ImportHeading | ImportParagraph | ImportList | ImportTable | { kind: "quote"; blocks: ImportBlock[] };
interface ImportContent { isExported: boolean; blocks: ImportBlock[]; notes: Map<string, ImportSpan[]>; cited: Map<string, string>; looks: Set<string> }
interface ImportSign { kind: string; value: number; length: number; isSure: boolean }
interface ImportSource { id: string; title: string; url: string }
interface ImportRemark { group: string; code: string; value: string }
interface ImportUnfinished { cause: string; words: string; heading: string }
interface ImportReport {
  taken: Record<string, number>;
  remarks: ImportRemark[];
  add(group: string, code: string, words?: string): void;
  lost(code: string, words: string): void;
  withdraw(code: string, words: string): void;
  count(name: string, many?: number): void;
}
interface ImportText {
  rules: ImportRules;
  pattern(name: string, flags?: string, whole?: boolean): RegExp;
  starting(name: string): RegExp;
  cleanSpans(spans: ImportSpan[]): [ImportSpan[], number];
  webAddress(href: string): string;
  linkAddress(href: string): string;
  leadsElsewhere(words: string, target: string): boolean;
}
interface ImportOutline {
  sections: { heading: string; names: string[] }[];
  summary: string[];
  note: string;
  source_headings: string[];
  source_labels: string[];
  shortest: number;
  longest: number;
  pictures: string[];
  /* whether what is read is no page of its own: it has no title and no summary */
  isPart?: boolean;
}
/* `names`: of the files of pictures, "" for one that cannot be shown; `known`: the sources that the page has already;
   `remarks`: what the document's reader has to say */
interface ImportOptions { outline: ImportOutline; names?: Record<string, string>; known?: ImportSource[]; remarks?: ImportRemark[] }
interface ImportedPage {
  title: string;
  summary: string;
  sections: { heading: string; markdown: string }[];
  sources: ImportSource[];
  pictures: { source: string; name: string; alt: string }[];
  taken: Record<string, number>;
  remarks: ImportRemark[];
}
interface ReadDocument { root?: Element; pictures?: Map<string, Blob>; remarks?: ImportRemark[]; places?: ImportUnfinished[] }
/* from s3ext/core/schema/form_files.py */
interface FileRules {
  pictures: string[];
  materials: string[];
  foreign: string[];
  page_bytes: number;
  picture_bytes: number;
  material_bytes: number;
  side: number;
  pixels: number;
  parts: number;
  unpacked: number;
  main: Record<string, string>;
  mime: Record<string, string>;
  active: string;
  people: string;
  left_out: string;
  cleaned: [string, string, string][];
}
interface ArchivePart { name: string; flags: number; method: number; packed: number; size: number; offset: number }
interface Archive {
  parts: ArchivePart[];
  read(name: string): Promise<Uint8Array<ArrayBuffer>>;
  text(name: string): Promise<string>;
  xml(name: string): Promise<Document>;
}
interface FileStore {
  isKept: boolean;
  forget(name: string): Promise<void>;
  put(name: string, file: Blob): Promise<void>;
  get(name: string): Promise<Blob | undefined>;
}
/* a picture or an attachment without its bytes */
interface KeptFile { key: string; number: number; ending: string; words?: unknown; caption?: unknown }
interface AttachedFile { number: number; mark: string; box: HTMLElement; words: TextControl; caption: TextControl }
interface Attached {
  store: FileStore;
  adder(area: HTMLTextAreaElement, label: string): HTMLElement;
  add(about: Partial<KeptFile> & { ending: string }, file: Blob): AttachedFile;
  place(file: AttachedFile): void;
  written(text: string): string;
  taken(): { name: string; file: Blob }[];
  check(): void;
  places(): Place[];
  save(): KeptFile[];
  load(kept: KeptFile[] | undefined): Promise<void>;
}
/* what is handed in: text, or the bytes of a picture or an attachment */
interface FormFile { path: string; text?: string; file?: Blob }
interface Directive { argument: boolean; titled: boolean; options: boolean; markdown: boolean }
interface TextRules {
  characters: { pattern: string; message: string; cause: string }[];
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
  field: Field;
  text(): string;
  save(): string;
}
interface GroupControl extends Control { parts: Record<string, Control> }
/* a row; `gone` is called when it is taken away */
interface FormRow { item: Control; box: HTMLElement; name(number: number): void; gone?(): void }
interface SourceRow extends FormRow { item: GroupControl }
interface RowsControl extends Control { rows: FormRow[]; list: HTMLElement; append(): FormRow }
interface KeptPage {
  active?: boolean;
  title?: string;
  id?: string;
  items?: Record<string, unknown>;
  texts?: string[];
  files?: KeptFile[];
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
  attached: Attached;
  idElement: HTMLElement;
  newSource(): { list: HTMLElement; row: SourceRow };
  isCited(id: string): boolean;
  shownSections(): { heading: string; text: string }[];
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
  forms: PageForm[];
  all(): FormFile[];
  wholeName(): string;
  copy(text: string, status: HTMLElement, message: string): void;
  take(blob: Blob, name: string): void;
  takeAll(): Promise<void>;
  refresh(): void;
}
/* a step of the form: its id, its parts of the page, and the places there that can be at fault */
interface StepContent { id: string; optional: boolean; parts: HTMLElement[]; places(): Place[] }
interface FormStep { id: string; name: string; panel: HTMLElement; heading: HTMLElement }
interface FormSteps {
  nav: HTMLElement;
  panels: HTMLElement;
  now: FormStep;
  steps: FormStep[];
  named(id: string): FormStep | undefined;
  holding(control: Element): FormStep | undefined;
  go(step: FormStep): void;
  begin(): void;
  start(): void;
  refresh(): void;
}
interface FormLeft { element: HTMLElement; open(): void; show(wrong: Place[], noted: Place[]): void; showSaved(when: Date | null): void }
interface FormPreview { element: HTMLElement; place(around: HTMLElement, open?: boolean): void; refresh(): void }
interface FormDrawing { draw(text: string, place: Element): void }
/* what the drawing of a text asks of its page */
interface DrawnPage { titleOf(id: string): string; note(id: string): HTMLElement | null; field(name: string): Element[] }

/* markdown-it, as far as we ask it */
interface MarkdownToken {
  type: string;
  tag: string;
  nesting: number;
  content: string;
  info: string;
  markup: string;
  meta: any;
  children: MarkdownToken[];
  attrGet(name: string): string | null;
}
interface MarkdownState {
  src: string;
  pos: number;
  posMax: number;
  line: number;
  blkIndent: number;
  bMarks: number[];
  eMarks: number[];
  tShift: number[];
  sCount: number[];
  push(type: string, tag: string, nesting: number): MarkdownToken;
  getLines(begin: number, end: number, indent: number, keepLastLF: boolean): string;
}
type BlockRule = (state: MarkdownState, begin: number, end: number, silent: boolean) => boolean;
type InlineRule = (state: MarkdownState, silent: boolean) => boolean;
interface MarkdownParser {
  block: { ruler: { before(name: string, own: string, rule: BlockRule, options?: object): void } };
  inline: { ruler: { before(name: string, own: string, rule: InlineRule): void } };
  linkify: { set(options: object): void };
  enable(rules: string[]): void;
  use(plugin: unknown): void;
  parse(text: string, env: object): MarkdownToken[];
  parseInline(text: string, env: object): MarkdownToken[];
}

interface Draft {
  turn(step: string): void;
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
