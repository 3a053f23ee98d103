package studio.backline.plugins.crm.organisation.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationExistsException;
import studio.backline.plugins.crm.party.ui.PartyFields;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;

/** Everything that is known of an organisation, to be changed. */
final class OrganisationForm extends Div {

    private static final String NAME = "organisation";

    private final CrmWords words;
    private final PartyFields fields;

    OrganisationForm(CrmWords words, TagService tags) {
        this.words = words;
        this.fields = new PartyFields(words, tags, NAME);
        addClassName("bl-form");
        TextField name = fields.field(NAME);
        name.setLabel(words.get("crm.organisation.name"));
        add(
                fields.problem(),
                name,
                fields.reach(),
                fields.part("crm.organisation.form.part.who", fields.rolesAndTags()),
                fields.part("crm.organisation.form.part.place", fields.pair("city", "country")));
    }

    void show(OrganisationDetails details) {
        fields.field(NAME).setValue(details.name());
        fields.field("city").setValue(details.city());
        fields.field("country").setValue(details.country());
        fields.show(details.roles(), details.contacts(), details.tags());
    }

    /** A form for a new one, with a line for a mail address. */
    void showNobody() {
        fields.showNobody();
    }

    void focusFirst() {
        fields.focusFirst();
    }

    /** What is typed; empty when something of it was refused, which then stands at its field. */
    Optional<OrganisationDetails> read() {
        return fields.read(
                () ->
                        new OrganisationDetails(
                                fields.value(NAME),
                                fields.value("city"),
                                fields.value("country"),
                                fields.roles(),
                                fields.contacts(),
                                fields.tags()));
    }

    /** Saves, or shows at its field why that does not go. */
    void save(Runnable save) {
        try {
            save.run();
        } catch (OrganisationExistsException taken) {
            PartyFields.refuse(
                    fields.field(NAME), words.get("crm.organisation.exists", taken.name()));
        } catch (RefusedInputException refusal) {
            fields.refuse(refusal);
        }
    }
}
