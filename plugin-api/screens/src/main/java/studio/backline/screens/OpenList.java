package studio.backline.screens;

import com.vaadin.flow.component.combobox.ComboBoxBase;

/** How a field behaves while its list of choices is open. */
public final class OpenList {

    private OpenList() {}

    /**
     * A press beside the open list does what it was meant for, and so does Ctrl-Enter. As the field
     * comes, both close the list and do nothing more: whoever has chosen a last tag presses Save,
     * and nothing is saved.
     */
    public static void letsPressThrough(ComboBoxBase<?, ?, ?> field) {
        field.addAttachListener(
                attach ->
                        field.getElement()
                                .executeJs(
                                        """
                                        const set = () => this.$?.overlay
                                            ? (this.$.overlay.modeless = true)
                                            : requestAnimationFrame(set);
                                        set();
                                        this.addEventListener('keydown', event => {
                                            if (event.key === 'Enter'
                                                && (event.ctrlKey || event.metaKey)) {
                                                this.inputElement.blur();
                                            }
                                        }, true);
                                        """));
    }
}
