package studio.backline.plugins.crm.importing.rows;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.text.Folding;

/** How the export words on which basis somebody may be written to. */
final class BasisWords {

    private BasisWords() {}

    /**
     * The basis of a cell; empty for other words, for which the answer given for the file holds.
     */
    static Optional<LawfulBasis> read(String cell) {
        String name = Folding.fold(cell).replace(' ', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(LawfulBasis.values())
                .filter(basis -> basis.name().equals(name))
                .findFirst();
    }
}
