// Stands for Node's module in the bundled command line, which starts no process.
export {};
