// Stands in for the folder a person would choose: a folder in the browser's private file system.
window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("lager");

window.testmappe = {
  async write(files) {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("lager", { create: true });
    await root.getDirectoryHandle(".git", { create: true });
    for (const [path, text] of Object.entries(files)) {
      const [folder, name] = path.split("/");
      const file = await (await root.getDirectoryHandle(folder, { create: true })).getFileHandle(name, { create: true });
      const stream = await file.createWritable();
      await stream.write(text);
      await stream.close();
    }
  },
  // The browser writes a file beside the old one and then renames it: what is read in between is read again.
  async read() {
    for (;;) {
      try {
        const files = await this.list();
        if (!Object.keys(files).some((path) => path.endsWith(".crswap"))) return files;
      } catch (error) {
        if (error.name !== "NotFoundError") throw error;
      }
      await new Promise((done) => setTimeout(done, 50));
    }
  },
  async list() {
    const files = {};
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("lager");
    for await (const folder of root.values()) {
      for await (const file of folder.values()) {
        files[`${folder.name}/${file.name}`] = await (await file.getFile()).text();
      }
    }
    return files;
  },
};
