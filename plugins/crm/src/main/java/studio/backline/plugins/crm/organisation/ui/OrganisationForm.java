package studio.backline.plugins.crm.organisation.ui;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationExistsException;
import studio.backline.plugins.crm.ui.CrmWords;

/** Everything that is known of an organisation, to be changed. */
final class OrganisationForm extends Div {

    private static final String NAME = "organisation";

    private final CrmWords words;
    private final Map<String, TextField> fields = new TreeMap<>();
    private final MultiSelectComboBox<PartyRole> roles = new MultiSelectComboBox<>();

    OrganisationForm(CrmWords words) {
        this.words = words;
        addClassName("bl-form");
        roles.setLabel(words.get("crm.field.roles"));
        roles.setItems(PartyRole.values());
        roles.setItemLabelGenerator(words::role);
        add(field(NAME), roles, pair("mail", "phone"), field("web"), pair("city", "country"));
    }

    void show(OrganisationDetails details) {
        field(NAME).setValue(details.name());
        roles.setValue(details.roles());
        field("mail").setValue(details.mail());
        field("phone").setValue(details.phone());
        field("web").setValue(details.web());
        field("city").setValue(details.city());
        field("country").setValue(details.country());
    }

    void focusFirst() {
        field(NAME).focus();
    }

    /** What is typed; empty when something of it was refused, which then stands at its field. */
    Optional<OrganisationDetails> read() {
        fields.values().forEach(field -> field.setInvalid(false));
        try {
            return Optional.of(
                    new OrganisationDetails(
                            field(NAME).getValue(),
                            roles.getValue(),
                            field("mail").getValue(),
                            field("phone").getValue(),
                            field("web").getValue(),
                            field("city").getValue(),
                            field("country").getValue()));
        } catch (RefusedInputException refusal) {
            refuse(refusal);
            return Optional.empty();
        }
    }

    void refuse(RefusedInputException refusal) {
        invalid(fields.getOrDefault(refusal.field(), field(NAME)), words.refused(refusal));
    }

    void refuse(OrganisationExistsException taken) {
        invalid(field(NAME), words.get("crm.organisation.exists", taken.name()));
    }

    private static void invalid(TextField field, String message) {
        field.setErrorMessage(message);
        field.setInvalid(true);
        field.focus();
    }

    private TextField field(String name) {
        return fields.computeIfAbsent(
                name,
                key -> {
                    String caption =
                            NAME.equals(key) ? "crm.organisation.name" : "crm.field." + key;
                    return new TextField(words.get(caption));
                });
    }

    private Div pair(String... names) {
        Div pair = new Div();
        pair.addClassName("bl-form-pair");
        for (String name : names) {
            pair.add(field(name));
        }
        return pair;
    }
}
