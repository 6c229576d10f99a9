// The button “Abbreviation” of the editor: asks what the chosen words stand for. Nothing written: they are plain words again.
(() => {
  const { RichUtils } = window.DraftJS;

  class AbbreviationSource extends window.React.Component {
    componentDidMount() {
      const { editorState, entityType, onComplete, onClose } = this.props;
      const selection = editorState.getSelection();
      if (selection.isCollapsed()) {
        onClose();
        return;
      }
      const content = editorState.getCurrentContent();
      const key = content.getBlockForKey(selection.getStartKey()).getEntityAt(selection.getStartOffset());
      const known = key && content.getEntity(key).getType() === entityType.type ? content.getEntity(key).getData().title : "";
      const answer = window.prompt(entityType.question, known);
      if (answer === null) {
        onClose();
        return;
      }
      const title = answer.trim();
      const entity = title
        ? content.createEntity(entityType.type, "MUTABLE", { title }).getLastCreatedEntityKey()
        : null;
      onComplete(RichUtils.toggleLink(editorState, selection, entity));
    }

    render() {
      return null;
    }
  }

  const Abbreviation = ({ children, contentState, entityKey }) =>
    window.React.createElement("abbr", { title: contentState.getEntity(entityKey).getData().title }, children);

  window.draftail.registerPlugin(
    { type: "ABBREVIATION", source: AbbreviationSource, decorator: Abbreviation },
    "entityTypes",
  );
})();
