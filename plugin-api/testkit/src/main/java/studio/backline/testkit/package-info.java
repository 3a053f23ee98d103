/**
 * What tests of the house and of plugins share: a PostgreSQL, the house rules to inherit, the
 * packaged server in a process of its own, a plugin in a flat context, and fakes written by hand.
 */
@NullMarked
package studio.backline.testkit;

import org.jspecify.annotations.NullMarked;
