// What a person says about the columns of a file: gathered from the table and sent once, to be previewed anew.
(function () {
  "use strict";

  function rows() {
    return Array.from(document.querySelectorAll("#upload-columns tr[data-column]"));
  }

  function gather() {
    var named = rows().filter(function (row) {
      return row.querySelector("select");
    });
    return {
      columns: named.map(function (row) {
        return [row.dataset.column, row.querySelector("select").value];
      }),
      token: document.getElementById("upload-columns").dataset.token,
      source: document.getElementById("upload-source").value,
      said: Date.now(), // so that the same words are sent again when the button is pressed again
    };
  }

  // Puts what is only guessed into the fields, where it can be looked at; nothing counts before it is used.
  function fill() {
    rows().forEach(function (row) {
      var select = row.querySelector("select");
      if (!select || !row.dataset.offer || select.value) return;
      select.value = row.dataset.offer;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  document.addEventListener("click", function (event) {
    if (!event.target.closest) return;
    if (event.target.closest("#upload-fill")) fill();
    if (event.target.closest("#upload-use")) window.dash_clientside.set_props("upload-chosen", { data: gather() });
  });
})();
