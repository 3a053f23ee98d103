/**
 * An identity provider on loopback that takes OAuth 2.0 at its word, and fails as it is told to:
 * for tests of whatever connects accounts.
 */
@NullMarked
package studio.backline.testkit.provider;

import org.jspecify.annotations.NullMarked;
