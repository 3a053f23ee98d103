package studio.backline.plugins.crm.party.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.ui.CrmWords;

/** What is typed as a way to reach somebody is kept whole, or refused where it is typed. */
class TypeContactsTest {

    private final ContactLine line =
            new ContactLine(new CrmWords(CrmHost.host().bean(Texts.class)));

    @ParameterizedTest
    @CsvSource({
        "PHONE, unknown, sign for none",
        "PHONE, 000, sign for none",
        "WEB, n/a, sign for none",
        "HANDLE, -, sign for none",
        "PHONE, 1.2E+5, rounded",
        "PHONE, 0341 1.2E+5, rounded"
    })
    void whatAnImportWouldNotReadBackIsRefusedAtItsField(
            ContactKind kind, String value, String why) {
        type(kind, "work", value);
        assertThatThrownBy(line::read).isInstanceOf(RefusedInputException.class);
        assertThat(texts().getFirst().isInvalid()).isTrue();
        assertThat(texts().getFirst().getErrorMessage()).contains(why);
    }

    @ParameterizedTest
    @CsvSource({"PHONE, no", "PHONE, 110", "HANDLE, ___", "HANDLE, ...", "HANDLE, unknown"})
    void whatItReadsBackIsTaken(ContactKind kind, String value) {
        type(kind, "work", value);
        assertThat(line.read()).contains(new ContactPoint(kind, "work", value));
    }

    @Test
    void aLabelThatIsTooLongIsRefusedAtTheLabelAndNotCut() {
        type(ContactKind.PHONE, "x".repeat(ContactPoint.MAX_LABEL + 1), "110");
        assertThat(texts().getLast().getMaxLength()).as("cuts what is pasted").isZero();
        assertThatThrownBy(line::read).isInstanceOf(RefusedInputException.class);
        assertThat(texts().getFirst().isInvalid()).isFalse();
        assertThat(texts().getLast().isInvalid()).isTrue();
        assertThat(texts().getLast().getErrorMessage())
                .isEqualTo("“Label” is too long: 60 characters at most.");
    }

    @SuppressWarnings("unchecked")
    private void type(ContactKind kind, String label, String value) {
        line.getChildren()
                .filter(Select.class::isInstance)
                .forEach(select -> ((Select<ContactKind>) select).setValue(kind));
        texts().getFirst().setValue(value);
        texts().getLast().setValue(label);
    }

    /** The value, then its label. */
    private List<TextField> texts() {
        return line.getChildren()
                .filter(TextField.class::isInstance)
                .map(TextField.class::cast)
                .toList();
    }
}
