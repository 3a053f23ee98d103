package studio.backline.plugins.crm.ui;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.tag.Tag;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.screens.OpenList;

/** Tags: those that are there, and any new one that is typed. */
public final class TagsField extends MultiSelectComboBox<String> {

    private final Set<String> known = new LinkedHashSet<>();

    /** Offers the tags of the workspace. */
    public TagsField(CrmWords words, TagService tags) {
        super(words.get("crm.field.tags"));
        setHelperText(words.get("crm.form.tags.hint"));
        tags.all().stream().map(Tag::name).forEach(known::add);
        setItems(List.copyOf(known));
        setAllowCustomValue(true);
        setAutoExpand(AutoExpandMode.VERTICAL);
        OpenList.letsPressThrough(this);
        addCustomValueSetListener(
                typed -> {
                    setInvalid(false);
                    try {
                        Tag.requireName(typed.getDetail());
                        choose(typed.getDetail());
                    } catch (RefusedInputException refusal) {
                        setErrorMessage(words.refused(refusal));
                        setInvalid(true);
                    }
                });
    }

    /** Shows tags as chosen, known or not. */
    public void show(Set<String> names) {
        known.addAll(names);
        setItems(List.copyOf(known));
        setValue(names);
    }

    private void choose(String name) {
        Set<String> names = new LinkedHashSet<>(getValue());
        names.add(name);
        show(names);
    }
}
