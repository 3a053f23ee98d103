package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonName;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.plugins.crm.ui.TagsField;
import studio.backline.screens.Notice;
import studio.backline.screens.OpenList;
import studio.backline.screens.Tone;

/** Everything that is known of a person, to be changed. Texts are kept just as they are typed. */
final class PersonForm extends Div {

    private final CrmWords words;
    private final Map<String, TextField> fields = new TreeMap<>();
    private final MultiSelectComboBox<PartyRole> roles = new MultiSelectComboBox<>();
    private final LineFields<ContactLine> contacts;
    private final LineFields<AffiliationLine> affiliations;
    private final TagsField tags;
    private final Div problem = new Div();

    PersonForm(CrmWords words, TagService tagService) {
        this.words = words;
        this.tags = new TagsField(words, tagService);
        this.contacts =
                new LineFields<>(
                        words.get("crm.form.contact.add"),
                        words.get("crm.form.contact.remove"),
                        () -> new ContactLine(words));
        this.affiliations =
                new LineFields<>(
                        words.get("crm.form.affiliation.add"),
                        words.get("crm.form.affiliation.remove"),
                        () -> new AffiliationLine(words));
        addClassName("bl-form");
        roles.setLabel(words.get("crm.field.roles"));
        roles.setItems(PartyRole.values());
        roles.setItemLabelGenerator(words::role);
        OpenList.letsPressThrough(roles);
        add(
                problem,
                part(
                        "crm.form.part.name",
                        pair("given", "family"),
                        pair("stage", "title"),
                        pair("sort-form", "salutation")),
                part("crm.form.part.reach", contacts),
                part("crm.form.part.who", roles, tags, affiliations),
                part("crm.form.part.place", pair("city", "country"), pair("language")));
        field("sort-form").setHelperText(words.get("crm.form.sort-form.hint"));
        field("language").setHelperText(words.get("crm.form.language.hint"));
    }

    void show(PersonDetails details) {
        PersonName name = details.name();
        field("title").setValue(name.title());
        field("given").setValue(name.given());
        field("family").setValue(name.family());
        field("stage").setValue(name.stage());
        field("sort-form").setValue(name.sortForm());
        field("salutation").setValue(name.salutation());
        field("language").setValue(details.language());
        field("city").setValue(details.city());
        field("country").setValue(details.country());
        roles.setValue(details.roles());
        tags.show(details.tags());
        contacts.clear();
        details.contacts().forEach(point -> contacts.add().show(point));
        affiliations.clear();
        details.affiliations().forEach(affiliation -> affiliations.add().show(affiliation));
        fields.values().forEach(field -> field.setInvalid(false));
    }

    /** A form for somebody new, with a line for a mail address. */
    void showNobody() {
        contacts.add();
        field("given").focus();
    }

    void focusFirst() {
        field("given").focus();
    }

    /** What is typed; empty when something of it was refused, which then stands at its field. */
    Optional<PersonDetails> read() {
        fields.values().forEach(field -> field.setInvalid(false));
        problem.removeAll();
        try {
            return Optional.of(details());
        } catch (RefusedInputException refusal) {
            refuse(refusal);
            return Optional.empty();
        }
    }

    /** Shows a refusal at its field. */
    void refuse(RefusedInputException refusal) {
        String name = "name".equals(refusal.field()) ? "given" : refusal.field();
        TextField field = fields.get(name);
        if (field == null && !standsAtItsLine(refusal)) {
            problem.removeAll();
            problem.add(new Notice(Tone.BAD, words.refused(refusal)));
            problem.scrollIntoView();
        }
        if (field == null) {
            return;
        }
        field.setErrorMessage(words.refused(refusal));
        field.setInvalid(true);
        field.focus();
    }

    private static boolean standsAtItsLine(RefusedInputException refusal) {
        return Stream.of(ContactKind.values())
                .anyMatch(kind -> kind.code().equals(refusal.field()));
    }

    private PersonDetails details() {
        return new PersonDetails(
                new PersonName(
                        value("title"),
                        value("given"),
                        value("family"),
                        value("stage"),
                        value("sort-form"),
                        value("salutation")),
                value("language"),
                value("city"),
                value("country"),
                roles.getValue(),
                contacts.lines().stream().map(ContactLine::read).flatMap(Optional::stream).toList(),
                affiliationsTyped(),
                tags.getValue());
    }

    private List<Affiliation> affiliationsTyped() {
        return affiliations.lines().stream()
                .map(AffiliationLine::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private String value(String name) {
        return field(name).getValue();
    }

    private TextField field(String name) {
        return fields.computeIfAbsent(name, key -> new TextField(words.get("crm.field." + key)));
    }

    private Div pair(String... names) {
        Div pair = new Div();
        pair.addClassName("bl-form-pair");
        for (String name : names) {
            pair.add(field(name));
        }
        return pair;
    }

    private Section part(String key, Component... content) {
        Section part = new Section(new H2(words.get(key)));
        part.add(content);
        part.addClassName("bl-form-part");
        return part;
    }
}
