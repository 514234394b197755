/** Writes estimates as JSON. */
module com.example.json {
  requires com.aluminatiai.estimation;
}
