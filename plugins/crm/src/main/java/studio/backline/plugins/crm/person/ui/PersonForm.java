package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import java.util.List;
import java.util.Optional;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.party.ui.LineFields;
import studio.backline.plugins.crm.party.ui.PartyFields;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonName;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;

/** Everything that is known of a person, to be changed. Texts are kept just as they are typed. */
final class PersonForm extends Div {

    private final PartyFields fields;
    private final LineFields<AffiliationLine> affiliations;

    PersonForm(CrmWords words, TagService tags) {
        this.fields = new PartyFields(words, tags, "given");
        this.affiliations =
                new LineFields<>(
                        words.get("crm.form.affiliation.add"),
                        words.get("crm.form.affiliation.remove"),
                        () -> new AffiliationLine(words));
        addClassName("bl-form");
        Section who = fields.part("crm.form.part.who", fields.rolesAndTags());
        who.add(affiliations);
        add(
                fields.problem(),
                fields.part(
                        "crm.form.part.name",
                        fields.pair("given", "family"),
                        fields.pair("stage", "title"),
                        fields.pair("sort-form", "salutation")),
                fields.reach(),
                who,
                fields.part(
                        "crm.form.part.place",
                        fields.pair("city", "country"),
                        fields.pair("language")));
        fields.field("sort-form").setHelperText(words.get("crm.form.sort-form.hint"));
        fields.field("language").setHelperText(words.get("crm.form.language.hint"));
    }

    void show(PersonDetails details) {
        PersonName name = details.name();
        fields.field("title").setValue(name.title());
        fields.field("given").setValue(name.given());
        fields.field("family").setValue(name.family());
        fields.field("stage").setValue(name.stage());
        fields.field("sort-form").setValue(name.sortForm());
        fields.field("salutation").setValue(name.salutation());
        fields.field("language").setValue(details.language());
        fields.field("city").setValue(details.city());
        fields.field("country").setValue(details.country());
        fields.show(details.roles(), details.contacts(), details.tags());
        affiliations.clear();
        details.affiliations().forEach(affiliation -> affiliations.add().show(affiliation));
    }

    /** A form for somebody new, with a line for a mail address. */
    void showNobody() {
        fields.showNobody();
    }

    void focusFirst() {
        fields.focusFirst();
    }

    /** What is typed; empty when something of it was refused, which then stands at its field. */
    Optional<PersonDetails> read() {
        return fields.read(this::details);
    }

    /** Shows a refusal at its field. */
    void refuse(RefusedInputException refusal) {
        fields.refuse(refusal);
    }

    private PersonDetails details() {
        return new PersonDetails(
                new PersonName(
                        fields.value("title"),
                        fields.value("given"),
                        fields.value("family"),
                        fields.value("stage"),
                        fields.value("sort-form"),
                        fields.value("salutation")),
                fields.value("language"),
                fields.value("city"),
                fields.value("country"),
                fields.roles(),
                fields.contacts(),
                affiliationsTyped(),
                fields.tags());
    }

    private List<Affiliation> affiliationsTyped() {
        return affiliations.lines().stream()
                .map(AffiliationLine::read)
                .flatMap(Optional::stream)
                .toList();
    }
}
