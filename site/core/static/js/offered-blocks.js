// The body of a page: some of its blocks are kept where they are, and offered for no new one (core.blocks.body).

const { StreamBlockDefinition } = window.wagtailStreamField.blocks;

class BodyBlockDefinition extends StreamBlockDefinition {
  constructor(name, groups, initialStates, meta) {
    super(name, groups, initialStates, meta);
    // All are known by their names from here on; the list to choose from is what is left.
    this.groupedChildBlockDefs = groups.map(([group, blocks]) => [
      group,
      blocks.filter((block) => !meta.notOffered.includes(block.name)),
    ]);
  }
}

window.telepath.register("core.blocks.BodyBlock", BodyBlockDefinition);
