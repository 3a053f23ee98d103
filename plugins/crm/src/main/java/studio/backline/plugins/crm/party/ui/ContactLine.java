package studio.backline.plugins.crm.party.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.RefusedInputException.Problem;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.contact.RoundedNumber;
import studio.backline.plugins.crm.importing.words.ContactWords;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.HouseWords;

/** One way to reach somebody: its kind, itself, and what sort of it. */
final class ContactLine extends Div implements LineFields.Line {

    private final CrmWords words;
    private final Select<ContactKind> kind = HouseWords.in(new Select<>());
    private final TextField value = new TextField();
    private final TextField label = new TextField();

    ContactLine(CrmWords words) {
        this.words = words;
        addClassName("bl-contact-line");
        kind.setLabel(words.get("crm.form.contact.kind"));
        kind.setItems(ContactKind.values());
        kind.setItemLabelGenerator(item -> words.get("crm.contact." + item.code()));
        kind.setValue(ContactKind.MAIL);
        kind.addValueChangeListener(change -> showKind());
        label.setLabel(words.get("crm.form.contact.label"));
        add(kind, value, label);
        showKind();
    }

    ContactLine show(ContactPoint point) {
        kind.setValue(point.kind());
        value.setValue(point.value());
        label.setValue(point.label());
        return this;
    }

    /** What is typed; empty while nothing is. */
    Optional<ContactPoint> read() {
        value.setInvalid(false);
        label.setInvalid(false);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            refuseWhatIsNotReadBack(kind.getValue(), value.getValue());
            return Optional.of(
                    new ContactPoint(kind.getValue(), label.getValue(), value.getValue()));
        } catch (RefusedInputException refusal) {
            TextField wrong = refusal.field().equals("label") ? label : value;
            PartyFields.refuse(wrong, words.refused(refusal));
            throw refusal;
        }
    }

    /** What an import leaves out, or leaves its row out for, would be lost with an export. */
    private static void refuseWhatIsNotReadBack(ContactKind kind, String value) {
        if (kind != ContactKind.MAIL && ContactWords.isNothing(kind, value)) {
            throw new RefusedInputException(kind.code(), Problem.NOTHING, 0);
        }
        if (kind == ContactKind.PHONE && RoundedNumber.isIn(value)) {
            throw new RefusedInputException(kind.code(), Problem.ROUNDED, 0);
        }
    }

    @Override
    public void focusFirst() {
        kind.focus();
    }

    private void showKind() {
        value.setLabel(words.get("crm.contact." + kind.getValue().code()));
        boolean handle = kind.getValue() == ContactKind.HANDLE;
        label.setLabel(words.get(handle ? "crm.form.contact.platform" : "crm.form.contact.label"));
    }
}
