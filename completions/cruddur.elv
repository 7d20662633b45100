set edit:completion:arg-completer[cruddur] = { |@words|
    var index = (count $words)
    set index = (- $index 1)

    put (env _CLAP_IFS="\n" _CLAP_COMPLETE_INDEX=(to-string $index) CRUDDUR_COMPLETE="elvish" cruddur -- $@words) | to-lines
}
