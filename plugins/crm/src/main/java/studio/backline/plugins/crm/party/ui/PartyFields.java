package studio.backline.plugins.crm.party.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.plugins.crm.ui.TagsField;
import studio.backline.screens.HouseWords;
import studio.backline.screens.Notice;
import studio.backline.screens.OpenList;
import studio.backline.screens.Tone;

/** The fields of a form of a person or an organisation, and how a refusal stands at its field. */
public final class PartyFields {

    /** Fields of lines that show a refusal themselves, beside those of contacts. */
    private static final Set<String> OF_LINES = Set.of("label", "organisation", "position");

    private final CrmWords words;
    private final String first;
    private final Map<String, TextField> fields = new TreeMap<>();
    private final MultiSelectComboBox<PartyRole> roles = HouseWords.in(new MultiSelectComboBox<>());
    private final LineFields<ContactLine> contacts;
    private final TagsField tags;
    private final Div problem = new Div();

    /**
     * @param first the field where one begins, and where it stands that there is no name
     */
    public PartyFields(CrmWords words, TagService tagService, String first) {
        this.words = words;
        this.first = first;
        this.tags = new TagsField(words, tagService);
        this.contacts =
                new LineFields<>(
                        words.get("crm.form.contact.add"),
                        words.get("crm.form.contact.remove"),
                        () -> new ContactLine(words));
        roles.setLabel(words.get("crm.field.roles"));
        roles.setItems(PartyRole.values());
        roles.setItemLabelGenerator(words::role);
        OpenList.letsPressThrough(roles);
    }

    /** Where it stands what is wrong and at no field. */
    public Component problem() {
        return problem;
    }

    /** A part with a title. */
    public Section part(String key, Component... content) {
        Section part = new Section(new H2(words.get(key)));
        part.add(content);
        part.addClassName("bl-form-part");
        return part;
    }

    /** The part of contacts. */
    public Section reach() {
        return part("crm.form.part.reach", contacts);
    }

    /** The fields of roles and tags. */
    public Component[] rolesAndTags() {
        return new Component[] {roles, tags};
    }

    /** Text fields side by side. */
    public Div pair(String... names) {
        Div pair = new Div();
        pair.addClassName("bl-form-pair");
        for (String name : names) {
            pair.add(field(name));
        }
        return pair;
    }

    /** A text field by the name that refusals call it. */
    public TextField field(String name) {
        return fields.computeIfAbsent(name, key -> new TextField(words.get("crm.field." + key)));
    }

    /** What is typed into one. */
    public String value(String name) {
        return field(name).getValue();
    }

    /** The roles that are chosen. */
    public Set<PartyRole> roles() {
        return roles.getValue();
    }

    /** The tags that are chosen. */
    public Set<String> tags() {
        return tags.getValue();
    }

    /** The contacts that are typed. */
    public List<ContactPoint> contacts() {
        return contacts.lines().stream().map(ContactLine::read).flatMap(Optional::stream).toList();
    }

    /** Shows what is kept. */
    public void show(Set<PartyRole> keptRoles, List<ContactPoint> points, Set<String> keptTags) {
        roles.setValue(keptRoles);
        tags.show(keptTags);
        contacts.clear();
        points.forEach(point -> contacts.add().show(point));
        fields.values().forEach(field -> field.setInvalid(false));
    }

    /** A line for a mail address, for somebody new. */
    public void showNobody() {
        contacts.add();
        focusFirst();
    }

    /** Goes where one begins. */
    public void focusFirst() {
        field(first).focus();
    }

    /** What is typed; empty when something of it was refused, which then stands at its field. */
    public <D> Optional<D> read(Supplier<D> details) {
        fields.values().forEach(field -> field.setInvalid(false));
        problem.removeAll();
        try {
            return Optional.of(details.get());
        } catch (RefusedInputException refusal) {
            refuse(refusal);
            return Optional.empty();
        }
    }

    /** Shows a refusal at its field. */
    public void refuse(RefusedInputException refusal) {
        String name = "name".equals(refusal.field()) ? first : refusal.field();
        TextField field = fields.get(name);
        if (field != null) {
            refuse(field, words.refused(refusal));
            return;
        }
        if (!standsAtItsLine(refusal)) {
            problem.removeAll();
            problem.add(new Notice(Tone.BAD, words.refused(refusal)));
            problem.scrollIntoView();
        }
    }

    /** Says at a field why what is in it cannot be kept. */
    public static void refuse(TextField field, String why) {
        field.setErrorMessage(why);
        field.setInvalid(true);
        field.focus();
    }

    private static boolean standsAtItsLine(RefusedInputException refusal) {
        return OF_LINES.contains(refusal.field())
                || Stream.of(ContactKind.values())
                        .anyMatch(kind -> kind.code().equals(refusal.field()));
    }
}
