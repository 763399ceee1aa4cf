"""The rules that no schema can say: what each looks at, and the rules themselves, a function each."""
