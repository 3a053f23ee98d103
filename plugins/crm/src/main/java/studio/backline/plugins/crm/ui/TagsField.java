package studio.backline.plugins.crm.ui;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.data.provider.DataKeyMapper;
import com.vaadin.flow.data.provider.KeyMapper;
import java.util.LinkedHashSet;
import java.util.Set;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.tag.Tag;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.screens.HouseWords;
import studio.backline.screens.OpenList;

/**
 * Tags: those that are there, and any new one that is typed. What is chosen is put together in the
 * window alone, by name, so that whoever types faster than the server answers loses nothing.
 */
public final class TagsField extends MultiSelectComboBox<String> {

    private static final DataKeyMapper<String> NAMES = new Names();

    private final transient CrmWords words;

    /** Offers the tags of the workspace. */
    public TagsField(CrmWords words, TagService tags) {
        super(words.get("crm.field.tags"));
        this.words = words;
        HouseWords.in(this);
        setHelperText(words.get("crm.form.tags.hint"));
        getDataGenerator().addDataGenerator((name, json) -> json.put("key", NAMES.key(name)));
        setItems(tags.all().stream().map(Tag::name).toList());
        setAllowCustomValue(true);
        setAutoExpand(AutoExpandMode.VERTICAL);
        setManualValidation(true);
        OpenList.letsPressThrough(this);
        takesWhatIsTyped();
        addValueChangeListener(
                change -> {
                    if (change.isFromClient()) {
                        keepWhatCanBe(change.getValue());
                    }
                });
    }

    /** Shows tags as chosen, known or not. */
    public void show(Set<String> names) {
        setInvalid(false);
        setValue(names);
    }

    @Override
    protected DataKeyMapper<String> getKeyMapper() {
        return NAMES;
    }

    @Override
    protected void refreshValue() {
        // Whenever the list is asked for, with keys made anew: names stay, and the window may be
        // further by now than what it would be told.
    }

    private void keepWhatCanBe(Set<String> chosen) {
        Set<String> kept = new LinkedHashSet<>();
        setInvalid(false);
        for (String name : chosen) {
            try {
                Tag.requireName(name);
                kept.add(name);
            } catch (RefusedInputException refusal) {
                setErrorMessage(words.refused(refusal));
                setInvalid(true);
            }
        }
        setValue(kept);
    }

    /** A row that has not come from the server yet is none: what is typed counts. */
    private void takesWhatIsTyped() {
        addAttachListener(
                attach ->
                        getElement()
                                .executeJs(
                                        """
                                        this.addEventListener('keydown', ({key}) => {
                                          if (key !== 'Enter') return;
                                          const row = this._dropdownItems?.[this._focusedIndex];
                                          if (!row?.key) this._focusedIndex = -1;
                                        }, true);
                                        this.addEventListener('custom-value-set', ({detail}) => {
                                          const label = detail.trim();
                                          const same = tag => tag.label?.toLowerCase()
                                              === label.toLowerCase();
                                          if (!label || this.selectedItems.some(same)) return;
                                          this.selectedItems = [...this.selectedItems,
                                              this._dropdownItems.find(same)
                                                  ?? {key: label, label}];
                                          this.dispatchEvent(
                                              new CustomEvent('change', {bubbles: true}));
                                        });
                                        """));
    }

    /** A tag's key is its name: it holds whatever the server has made of its list meanwhile. */
    private static final class Names extends KeyMapper<String> {

        private static final long serialVersionUID = 1L;

        @Override
        public String key(String name) {
            return name;
        }

        @Override
        public String get(String key) {
            return key;
        }
    }
}
