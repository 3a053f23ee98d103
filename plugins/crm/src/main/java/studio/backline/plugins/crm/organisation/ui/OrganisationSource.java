package studio.backline.plugins.crm.organisation.ui;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.organisation.Organisation;
import studio.backline.plugins.crm.organisation.OrganisationAnchor;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.screens.list.Anchor;
import studio.backline.screens.list.Direction;
import studio.backline.screens.list.KeysetPage;
import studio.backline.screens.list.KeysetSource;

/** The organisations that a search finds, page by page. */
final class OrganisationSource implements KeysetSource<Organisation> {

    private static final int ID_LENGTH = 36;
    private static final UUID FIRST = new UUID(0, 0);

    private final OrganisationService organisations;
    private String search = "";

    OrganisationSource(OrganisationService organisations) {
        this.organisations = organisations;
    }

    void search(String words) {
        this.search = words;
    }

    @Override
    public KeysetPage<Organisation> fetch(
            Optional<Anchor> anchor, Direction direction, int limit, String sort) {
        List<Organisation> rows =
                organisations.page(
                        search,
                        anchor.map(OrganisationSource::read),
                        direction == Direction.BEFORE,
                        limit);
        return new KeysetPage<>(rows, rows.size() == limit);
    }

    @Override
    public Anchor anchor(Organisation row) {
        return write(row.anchor());
    }

    @Override
    public Optional<Anchor> jump(String letter) {
        return Optional.of(write(new OrganisationAnchor(Folding.fold(letter), FIRST)));
    }

    @Override
    public Optional<String> letter(Organisation row) {
        String key = row.anchor().key();
        return key.isBlank() || key.charAt(0) == '\t'
                ? Optional.empty()
                : Optional.of(PlainText.start(key, 1).toUpperCase(Locale.ROOT));
    }

    private static Anchor write(OrganisationAnchor anchor) {
        return new Anchor(anchor.id() + anchor.key());
    }

    private static OrganisationAnchor read(Anchor anchor) {
        String value = anchor.value();
        return new OrganisationAnchor(
                value.substring(ID_LENGTH), UUID.fromString(value.substring(0, ID_LENGTH)));
    }
}
