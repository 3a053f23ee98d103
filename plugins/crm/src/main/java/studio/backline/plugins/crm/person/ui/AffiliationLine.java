package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.party.ui.LineFields;
import studio.backline.plugins.crm.party.ui.PartyFields;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.ui.CrmWords;

/** Where a person works or plays, and as what. */
final class AffiliationLine extends Div implements LineFields.Line {

    private final CrmWords words;
    private final TextField organisation = new TextField();
    private final TextField position = new TextField();

    AffiliationLine(CrmWords words) {
        this.words = words;
        addClassName("bl-affiliation-line");
        organisation.setLabel(words.get("crm.field.organisation"));
        position.setLabel(words.get("crm.field.position"));
        add(organisation, position);
    }

    void show(Affiliation affiliation) {
        organisation.setValue(affiliation.organisation());
        position.setValue(affiliation.position());
    }

    @Override
    public void focusFirst() {
        organisation.focus();
    }

    /** What is typed; empty while nothing is. */
    Optional<Affiliation> read() {
        organisation.setInvalid(false);
        position.setInvalid(false);
        if (organisation.isEmpty() && position.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Affiliation(organisation.getValue(), position.getValue()));
        } catch (RefusedInputException refusal) {
            TextField wrong = refusal.field().equals("position") ? position : organisation;
            PartyFields.refuse(wrong, words.refused(refusal));
            throw refusal;
        }
    }
}
