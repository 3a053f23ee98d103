package studio.backline.distribution;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.assertj.core.data.Offset;

/** Whoever goes back to a list is where they were: at the same row, and among the same people. */
final class BackWalk {

    private static final int FAR_DOWN = 130;
    private static final int FURTHER_ON = 30;
    private static final Offset<Double> A_PIXEL_OR_TWO = Offset.offset(2.0);

    private final HouseWalk house;
    private final Window window;
    private final Locator rows;

    BackWalk(HouseWalk house, Window window) {
        this.house = house;
        this.window = window;
        this.rows = window.page().locator("bl-keyset-list tbody tr");
    }

    /**
     * @param letters what more than some dozens have, and whoever comes first has not
     */
    void comeBackToTheList(String letters) {
        house.goTo("people", "People");
        window.button("sorted by name").click();
        window.text("last changed first").click();
        comeBackByBothWays(FAR_DOWN);
        search().fill(letters);
        assertThat(rows.first()).containsText(letters);
        comeBackByBothWays(FURTHER_ON);
        assertThat(window.button("last changed first")).isVisible();
        house.goTo("people", "People");
        assertThat(window.button("sorted by name")).isVisible();
        assertThat(search()).hasValue("");
    }

    private void comeBackByBothWays(int place) {
        String sought = search().inputValue();
        String name = nameAt(place);
        double height = open(name);
        window.page().goBack();
        assertIsAt(name, height, sought);
        height = open(name);
        window.page().locator("nav.bl-crumbs a").first().click();
        assertIsAt(name, height, sought);
    }

    private String nameAt(int place) {
        window.settle();
        while (rows.count() <= place) {
            rows.last().scrollIntoViewIfNeeded();
            window.settle();
        }
        rows.nth(place).scrollIntoViewIfNeeded();
        return rows.nth(place).locator(".bl-name .bl-cut").innerText();
    }

    /** How far down it was. */
    private double open(String name) {
        window.settle();
        Locator row =
                window.page().getByTitle(name, new Page.GetByTitleOptions().setExact(true)).first();
        double height = row.boundingBox().y;
        row.click();
        window.button("Edit").waitFor();
        return height;
    }

    private void assertIsAt(String name, double height, String sought) {
        Locator row = window.page().locator("bl-keyset-list tr:focus .bl-name .bl-cut");
        assertThat(row).hasText(name);
        window.settle();
        assertThat(row.boundingBox().y).as("height of the row").isCloseTo(height, A_PIXEL_OR_TWO);
        assertThat(search()).hasValue(sought);
    }

    private Locator search() {
        return window.page().getByLabel("Find by name or mail").first();
    }
}
