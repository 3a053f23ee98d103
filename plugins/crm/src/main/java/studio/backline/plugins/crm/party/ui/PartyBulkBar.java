package studio.backline.plugins.crm.party.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.tag.Tag;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Icons;
import studio.backline.screens.Toasts;
import studio.backline.screens.list.KeysetList;

/** What can be done with those who are chosen. Each act can be taken back. */
public final class PartyBulkBar extends Div {

    /** Each is done by itself while somebody waits, and is to be taken back in the same way. */
    private static final int MOST = 500;

    private final CrmWords words;
    private final PartyTables kind;
    private final ChosenParties chosen;
    private final TagService tags;
    private final KeysetList<?> list;
    private final Runnable changed;
    private final Span count = new Span();
    private final Button all = new Button();
    private final Button tag;
    private long there;

    /**
     * @param changed is told of what is done
     */
    public PartyBulkBar(
            CrmWords words,
            PartyTables kind,
            PartyActs acts,
            TagService tags,
            KeysetList<?> list,
            Runnable changed) {
        this.words = words;
        this.kind = kind;
        this.chosen = new ChosenParties(acts);
        this.tags = tags;
        this.list = list;
        this.changed = changed;
        addClassName("bl-bulk");
        getElement().setAttribute("role", "toolbar");
        getElement().setAttribute("aria-label", words.of(kind, "crm.people.bulk"));
        count.addClassName("bl-bulk-count");
        all.addThemeVariants(ButtonVariant.TERTIARY);
        all.addClickListener(click -> chooseAll());
        tag = tagButton(tagging());
        Button none = icon("cross", "crm.people.bulk.none");
        none.addClickListener(click -> chooseNone());
        Button delete = icon("trash", "crm.people.bulk.delete");
        delete.addClickListener(click -> delete());
        add(count, all, tag, tagButton(untagging()), delete, none);
        setVisible(false);
        list.addChoiceListener(this::show);
    }

    /**
     * Offers to choose all.
     *
     * @param count how many the filter lets through, or more than can be chosen at once
     */
    public void offers(long count) {
        there = count;
        show(list.chosen());
    }

    private void show(Set<String> ids) {
        boolean more = there >= MOST;
        setVisible(!ids.isEmpty());
        count.setText(
                words.get(
                        more && ids.size() >= MOST
                                ? "crm.people.bulk.most"
                                : "crm.people.bulk.count",
                        ids.size()));
        all.setText(
                more
                        ? words.get("crm.people.bulk.first", MOST)
                        : words.get("crm.people.bulk.all", there));
        all.setVisible(ids.size() < Math.min(there, MOST));
    }

    private void chooseAll() {
        list.chooseAll(MOST);
        // The button goes, and what is next to it is what one chose them for.
        tag.focus();
    }

    private Button icon(String icon, String key) {
        Button button = new Button(Icons.of(icon));
        button.setAriaLabel(words.of(kind, key));
        button.setTooltipText(words.of(kind, key));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }

    private TagAct tagging() {
        return new TagAct(
                "tag",
                "crm.people.bulk.tag",
                "crm.people.bulk.tag.which",
                "crm.people.bulk.tag.done",
                true,
                chosen::tag);
    }

    private TagAct untagging() {
        return new TagAct(
                "minus",
                "crm.people.bulk.untag",
                "crm.people.bulk.untag.which",
                "crm.people.bulk.untag.done",
                false,
                chosen::untag);
    }

    private Button tagButton(TagAct act) {
        Button button = new Button(words.get(act.caption()), Icons.of(act.icon()));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        ComboBox<String> name = new ComboBox<>(words.get(act.which()));
        name.setAllowCustomValue(act.mayBeNew());
        name.addCustomValueSetListener(typed -> name.setValue(typed.getDetail()));
        Popover popover = new Popover();
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.TOP);
        popover.setAriaLabel(words.get(act.which()));
        popover.setModal(true);
        Button go = new Button(words.get(act.caption()));
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.addClickListener(click -> run(act, popover, name));
        Div content = new Div(name, go);
        content.addClassName("bl-popover-line");
        popover.add(content);
        popover.addOpenedChangeListener(
                change -> {
                    if (change.isOpened()) {
                        name.setItems(tags.all().stream().map(Tag::name).toList());
                        name.clear();
                        name.setInvalid(false);
                        name.focus();
                    }
                });
        return button;
    }

    private void run(TagAct act, Popover popover, ComboBox<String> name) {
        String value = name.getValue();
        if (value == null || value.isBlank()) {
            invalid(name, words.get("crm.people.bulk.which"));
            return;
        }
        try {
            List<UUID> done = act.act().apply(ids(), value);
            popover.close();
            tell(act, done, value);
            changed.run();
        } catch (RefusedInputException refusal) {
            invalid(name, words.refused(refusal));
        }
    }

    private void tell(TagAct act, List<UUID> done, String tag) {
        String sentence = words.of(kind, act.done(), done.size(), tag);
        if (done.isEmpty()) {
            Toasts.show(sentence);
            return;
        }
        Toasts.undoable(
                sentence,
                () -> {
                    if (act.mayBeNew()) {
                        chosen.untag(done, tag);
                    } else {
                        chosen.tag(done, tag);
                    }
                    changed.run();
                });
    }

    private static void invalid(ComboBox<String> field, String message) {
        field.setErrorMessage(message);
        field.setInvalid(true);
    }

    private void chooseNone() {
        list.chooseNone();
        // The bar goes, and what had the focus with it.
        list.focusRow();
    }

    private void delete() {
        List<UUID> ids = chosen.delete(ids());
        list.chooseNone();
        changed.run();
        list.focusRow();
        String sentence = words.of(kind, "crm.people.bulk.deleted", ids.size());
        if (ids.isEmpty()) {
            Toasts.show(sentence);
            return;
        }
        Toasts.undoable(
                sentence,
                () -> {
                    List<String> left = chosen.restore(ids);
                    changed.run();
                    left.forEach(Toasts::show);
                });
    }

    private List<UUID> ids() {
        return list.chosen().stream().map(UUID::fromString).toList();
    }

    /** What a tag is chosen for: its texts, and what it does. */
    private record TagAct(
            String icon,
            String caption,
            String which,
            String done,
            boolean mayBeNew,
            BiFunction<List<UUID>, String, List<UUID>> act) {}
}
