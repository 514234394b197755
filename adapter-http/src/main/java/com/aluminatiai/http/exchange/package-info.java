/**
 * One request on its way: who asks and how often they may, which route answers, what is in the
 * query and the body, and which status an exception meets.
 */
package com.aluminatiai.http.exchange;
