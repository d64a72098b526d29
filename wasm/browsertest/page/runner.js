"use strict";
// Runs the Go program at /test.wasm and reports what it writes, and how it
// ends, to the server of RunWasm. What it uses of the page it takes at the
// start: a test may replace anything.
(() => {
	const { fetch, setTimeout, WebAssembly, String } = globalThis;
	const post = (path, body) => fetch(path, { method: "POST", body });
	const decoder = new TextDecoder();

	let waiting = "", sent = Promise.resolve(), ended = false;
	const flush = () => {
		const text = waiting;
		waiting = "";
		if (text) sent = sent.then(() => post("/output", text));
		return sent;
	};
	const write = (text) => {
		if (!waiting) setTimeout(flush, 20);
		waiting += text;
	};
	const end = async (code) => {
		if (ended) return;
		ended = true;
		await flush();
		await post("/exit", String(code));
	};

	// The stub of wasm_exec.js writes to the console by whole lines.
	globalThis.fs.writeSync = (_, bytes) => {
		write(decoder.decode(bytes, { stream: true }));
		return bytes.length;
	};

	// A trap, or too deep a recursion, in a callback ends the program without
	// its knowing. Other errors a test may have meant.
	addEventListener("error", (e) => {
		if (!e.isTrusted) return;
		write("uncaught: " + e.message + "\n");
		if (e.error instanceof WebAssembly.RuntimeError || /call stack|recursion/.test(e.message)) end(2);
	});

	(async () => {
		const { args, env } = await (await fetch("/config.json")).json();
		const go = new Go();
		go.argv = ["test", ...args];
		go.env = env ?? {};
		let code = 0;
		go.exit = (c) => { code = c; };
		const { instance } = await WebAssembly.instantiateStreaming(fetch("/test.wasm"), go.importObject);
		await go.run(instance);
		await end(code);
	})().catch((e) => {
		write("the program did not run to its end: " + String(e) + "\n");
		end(2);
	});
})();
