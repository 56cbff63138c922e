/// One day-ahead problem from a JSON file: the file's shape, and its translation to the records of `org.tavan.problem`.
@NullMarked
package org.tavan.standalone.solve;

import org.jspecify.annotations.NullMarked;
